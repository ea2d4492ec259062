# ruff: noqa: E501 - a row of a register is a line
"""Registers as others keep them, of our own invention: each with the quirks of its kind, and what should come
of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from riskreg.exchange.sheet import Sheet


@dataclass(frozen=True)
class Odd:
    """A register, and what an import should make of it."""

    name: str
    sheets: tuple[Sheet, ...]
    columns: dict[
        str, str
    ]  # the field of every heading; "+analysis" for a column that comes with its heading
    rows: tuple[dict[str, Any], ...]  # what the first rows must say
    warnings: tuple[str, ...] = ()  # what must be told, besides columns that are left out


def sheet(text: str, name: str = "Blad1") -> Sheet:
    """Rows written with | between the cells, all as wide as the widest."""
    cells = [[cell.strip() for cell in row.split("|")] for row in text.strip("\n").split("\n")]
    width = max(map(len, cells))
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in cells))


TAKEN_OVER = "the plan takes over this scale"

ODD = (
    Odd(
        "German ISO 27001, title block, 1-5 in the heading, a wrong product",
        (
            sheet("""
Risikoregister Stadtwerke Musterhausen
Stand: 12.03.2024
Nr.|Asset|Bedrohung|Schwachstelle|Eintrittswahrscheinlichkeit (1-5)|Schadenshöhe (1-5)|Risikowert|Risikoklasse|Bestehende Maßnahmen|Behandlungsoption|Risikoeigner|Umsetzung bis
R-01|Mailserver|Ausfall durch Schadsoftware|Fehlende Patches|3|4|12|hoch|Virenscanner|Reduzieren|IT-Leitung|31.12.2024
R-02|Fileserver|Diebstahl von Datenträgern|Offener Raum|2|3|6|mittel|Zutritt|Akzeptieren|Facility|
R-03|Webshop|Überlastung durch Angriff|Kein Schutz|4|4|15|hoch|keine|Transferieren|IT-Leitung|30.06.2024
R-04|Personalakten|Unberechtigter Zugriff|Zu weite Rechte|X|X|||Konzept|Vermeiden|Personal|
"""),
        ),
        {
            "Nr.": "reference",
            "Asset": "category",
            "Bedrohung": "text",
            "Schwachstelle": "+analysis",
            "Eintrittswahrscheinlichkeit (1-5)": "likelihood",
            "Schadenshöhe (1-5)": "consequence",
            "Risikowert": "risk_value",
            "Risikoklasse": "",
            "Bestehende Maßnahmen": "method",
            "Behandlungsoption": "decision",
            "Risikoeigner": "responsible",
            "Umsetzung bis": "+method",
        },
        (
            {"reference": "R-01", "likelihood": 3, "consequence": 4, "decision": "handle"},
            {"text": "Diebstahl von Datenträgern", "decision": "accept", "responsible": "Facility"},
            {"method": "keine\nUmsetzung bis: 30.06.2024", "decision": "handle"},
            {"likelihood": None, "consequence": None, "decision": "act"},
        ),
        (
            f"Likelihood: whole numbers from 1 to 5; {TAKEN_OVER}.",
            "Row 6: the risk value is given as “15”, but likelihood × consequence is 16.",
        ),
    ),
    Odd(
        "Danish, in words, one word missing on either scale",
        (
            sheet("""
Trussel|Beskrivelse|Sandsynlighed|Konsekvens|Risiko|Risikoejer|Eksisterende foranstaltninger|Håndtering|Bemærkninger
Strømsvigt|Længerevarende strømsvigt i datacentret|Lav|Høj|Mellem|Driftschef|UPS|Accepteres|Testes årligt
Phishing|Medarbejdere afgiver adgangskoder|Høj|Mellem|Høj|CISO|Awareness|Reduceres|
Brand|Brand i serverrum|Meget lav|Meget høj|Mellem|Driftschef|Slukning|Overføres|
"""),
        ),
        {
            "Trussel": "text",
            "Beskrivelse": "text",
            "Sandsynlighed": "likelihood",
            "Konsekvens": "consequence",
            "Risiko": "risk_value",
            "Risikoejer": "responsible",
            "Eksisterende foranstaltninger": "method",
            "Håndtering": "decision",
            "Bemærkninger": "analysis",
        },
        (
            {
                "text": "Strømsvigt\nLængerevarende strømsvigt i datacentret",
                "likelihood": 2,
                "consequence": 4,
            },
            {"likelihood": 4, "consequence": 3, "decision": "handle"},
            {"likelihood": 1, "consequence": 5},
        ),
        (f"Likelihood: in words: Meget lav, Lav, Mellem, Høj, Meget høj; {TAKEN_OVER}.",),
    ),
    Odd(
        "Norwegian, a consequence a kind, of which the highest counts",
        (
            sheet("""
Uønsket hendelse|Årsak|Sannsynlighet|Konsekvens liv og helse|Konsekvens økonomi|Risiko|Tiltak|Ansvarlig|Frist
Brann i skolebygg|Elektrisk feil|2|5|4|10|Årlig kontroll|Rektor|2024-08-01
Vannlekkasje|Gamle rør|4|1|3|12|Skifte rør|Teknisk|2025-01-01
Datainnbrudd|Svake passord|3|2|4|12|MFA|IKT|
Smittsom sykdom|Pandemi|3|4|3|12|Beredskapsplan|Kommuneoverlege|
"""),
        ),
        {
            "Uønsket hendelse": "text",
            "Årsak": "+analysis",
            "Sannsynlighet": "likelihood",
            "Konsekvens liv og helse": "consequence",
            "Konsekvens økonomi": "consequence",
            "Risiko": "risk_value",
            "Tiltak": "method",
            "Ansvarlig": "responsible",
            "Frist": "+method",
        },
        (
            {"likelihood": 2, "consequence": 5, "analysis": "Årsak: Elektrisk feil"},
            {"likelihood": 4, "consequence": 3, "method": "Skifte rør\nFrist: 2025-01-01"},
        ),
    ),
    Odd(
        "Spanish, in words of two scales of five",
        (
            sheet("""
MATRIZ DE RIESGOS
Código|Proceso|Riesgo|Causa|Consecuencia|Probabilidad|Impacto|Nivel de riesgo|Controles existentes|Plan de acción|Responsable
R1|Compras|Proveedor único|Mercado pequeño|Retraso en las entregas|Probable|Mayor|Alto|Contratos marco|Buscar otro|Jefe de compras
R2|Finanzas|Errores de facturación|Captura manual|Pérdida económica grave|Posible|Moderado|Moderado|Doble revisión|Automatizar|Contador
R3|TI|Pérdida de datos|Sin respaldo|Interrupción del servicio|Improbable|Catastrófico|Extremo|Respaldo|Probar|Jefe de TI
"""),
        ),
        {
            "Código": "reference",
            "Proceso": "category",
            "Riesgo": "text",
            "Causa": "+analysis",
            "Consecuencia": "+analysis",
            "Probabilidad": "likelihood",
            "Impacto": "consequence",
            "Nivel de riesgo": "risk_value",
            "Controles existentes": "method",
            "Plan de acción": "+method",
            "Responsable": "responsible",
        },
        (
            {"reference": "R1", "likelihood": 4, "consequence": 4, "category": "Compras"},
            {"likelihood": 3, "consequence": 3},
            {"likelihood": 2, "consequence": 5},
        ),
    ),
    Odd(
        "English council, inherent beside residual",
        (
            sheet("""
Ref|Risk Title|Risk Description|Inherent risk / Likelihood|Inherent risk / Impact|Inherent risk / Score|Existing controls|Residual risk / Likelihood|Residual risk / Impact|Further action required|Risk Owner|Direction of travel
CR1|Financial resilience|The council cannot balance its budget|5|5|25|Monitoring|4|4|Savings plan|Director|Up
CR2|Cyber attack|A successful attack disrupts services|4|5|20|Patching|3|4|Phishing tests|Head of IT|Same
"""),
        ),
        {
            "Ref": "reference",
            "Risk Title": "text",
            "Risk Description": "text",
            "Inherent risk / Likelihood": "likelihood",
            "Inherent risk / Impact": "consequence",
            "Inherent risk / Score": "risk_value",
            "Existing controls": "method",
            "Residual risk / Likelihood": "+analysis",
            "Residual risk / Impact": "+analysis",
            "Further action required": "+method",
            "Risk Owner": "responsible",
            "Direction of travel": "",
        },
        (
            {
                "text": "Financial resilience\nThe council cannot balance its budget",
                "likelihood": 5,
                "consequence": 5,
                "analysis": "Residual risk / Likelihood: 4\nResidual risk / Impact: 4",
                "method": "Monitoring\nFurther action required: Savings plan",
            },
        ),
    ),
    Odd(
        "English, both scores in one cell",
        (
            sheet("""
No|Risk|Risk rating (L x C)|Treatment
1|Fire in the archive|3 * 5 = 15|Accept
2|Flooding|2x4|Mitigate
3|Theft|1 x 2 = 3|Transfer
"""),
        ),
        {"No": "reference", "Risk": "text", "Risk rating (L x C)": "risk_value", "Treatment": "decision"},
        (
            {"likelihood": 3, "consequence": 5},
            {"likelihood": 2, "consequence": 4},
            {"likelihood": 1, "consequence": 2},
        ),
        ("Row 4: the risk value is given as “1 x 2 = 3”, but likelihood × consequence is 2.",),
    ),
    Odd(
        "A column a step, marked with an X",
        (
            sheet("""
Risk|Likelihood / Low|Likelihood / Medium|Likelihood / High|Impact / Low|Impact / Medium|Impact / High|Owner
Fire|X|||||X|Ann
Flood||X|||X||Bo
Theft|||X|X|||Cy
"""),
        ),
        {
            "Risk": "text",
            "Likelihood / Low": "likelihood",
            "Likelihood / Medium": "likelihood",
            "Likelihood / High": "likelihood",
            "Impact / Low": "consequence",
            "Impact / Medium": "consequence",
            "Impact / High": "consequence",
            "Owner": "responsible",
        },
        (
            {"likelihood": 1, "consequence": 3, "responsible": "Ann"},
            {"likelihood": 2, "consequence": 2},
            {"likelihood": 3, "consequence": 1},
        ),
    ),
    Odd(
        "German FMEA, letters and a third factor",
        (
            sheet("""
Pos|Fehlerart|Fehlerfolge|B|A|E|RPZ|Maßnahme
1|Dichtung undicht|Öl tritt aus|8|4|3|96|Prüfung
2|Sensor fällt aus|Stillstand|9|2|5|90|Gehäuse
3|Schraube lose|Klappern|3|6|2|36|Drehmoment
4|Kabelbruch|Ausfall|7|3|4|84|Zugentlastung
"""),
        ),
        {
            "Pos": "reference",
            "Fehlerart": "text",
            "Fehlerfolge": "+analysis",
            "B": "consequence",
            "A": "likelihood",
            "E": "",
            "RPZ": "risk_value",
            "Maßnahme": "method",
        },
        ({"likelihood": 4, "consequence": 8}, {"likelihood": 2, "consequence": 9}),
        (
            "The risk values of the source have a third factor, such as detection; "
            "here they are likelihood × consequence.",
        ),
    ),
    Odd(
        "A reversed scale, stated in the heading",
        (
            sheet("""
Risk|Likelihood (1 = almost certain, 5 = rare)|Impact (1 = catastrophic, 5 = insignificant)|Owner
A thing happens|1|2|x
Another happens|5|5|y
"""),
        ),
        {
            "Risk": "text",
            "Likelihood (1 = almost certain, 5 = rare)": "likelihood",
            "Impact (1 = catastrophic, 5 = insignificant)": "consequence",
            "Owner": "responsible",
        },
        ({"likelihood": 5, "consequence": 4}, {"likelihood": 1, "consequence": 1}),
    ),
    Odd(
        "A reversed scale, shown by the risk values alone",
        (
            sheet("""
Risk|Sannolikhet (1-4)|Konsekvens (1-4)|Riskvärde
A|1|4|16
B|4|4|4
C|2|3|9
D|3|1|2
E|1|2|8
"""),
        ),
        {
            "Risk": "text",
            "Sannolikhet (1-4)": "likelihood",
            "Konsekvens (1-4)": "consequence",
            "Riskvärde": "risk_value",
        },
        ({"likelihood": 4, "consequence": 4}, {"likelihood": 1}, {"likelihood": 3}),
    ),
    Odd(
        "Percent and a product in the source's own numbers",
        (
            sheet("""
Risk|Probability (%)|Impact (1-5)|Exposure
Late delivery|80|3|2,4
Cost overrun|30|4|1,2
Bad quality|10|5|0,7
"""),
        ),
        {
            "Risk": "text",
            "Probability (%)": "likelihood",
            "Impact (1-5)": "consequence",
            "Exposure": "risk_value",
        },
        (
            {"likelihood": 4, "consequence": 3},
            {"likelihood": 2, "consequence": 4},
            {"likelihood": 1, "consequence": 5},
        ),
        ("Row 4: the risk value is given as “0,7”, but likelihood × consequence is 0.5.",),
    ),
    Odd(
        "Words of the source's own, explained on another sheet",
        (
            sheet("""
Nr|Risk|Sannolikhet|Konsekvens|Riskvärde
1|Fel lön betalas ut|Kan hända|Lindrig|6
2|Brand|Troligen inte|Förödande|8
3|Stöld|Ganska troligt|Kännbar|12
"""),
            sheet(
                """
Sannolikhet|||Konsekvens
1|Nästan aldrig||1|Ingen
2|Troligen inte||2|Lindrig
3|Kan hända||3|Kännbar
4|Ganska troligt||4|Förödande
""",
                "Skalor",
            ),
        ),
        {
            "Nr": "reference",
            "Risk": "text",
            "Sannolikhet": "likelihood",
            "Konsekvens": "consequence",
            "Riskvärde": "risk_value",
        },
        (
            {"likelihood": 3, "consequence": 2},
            {"likelihood": 2, "consequence": 4},
            {"likelihood": 4, "consequence": 3},
        ),
    ),
    Odd(
        "Swedish, letters before and after, and the product of them",
        (
            sheet("""
Nr|Hot/risk|P (1-5)|K (1-5)|R=PxK|Befintliga åtgärder|Ansvarig|P efter|K efter
1|Ransomware krypterar filserver|4|5|20|Backup|IT-chef|2|4
2|Felaktig behörighet|3|3|9|Rutin|IT-chef|2|2
3|Stöld av dator|3|2|6|Kryptering|Enhetschef|1|2
"""),
        ),
        {
            "Nr": "reference",
            "Hot/risk": "text",
            "P (1-5)": "likelihood",
            "K (1-5)": "consequence",
            "R=PxK": "risk_value",
            "Befintliga åtgärder": "method",
            "Ansvarig": "responsible",
            "P efter": "+analysis",
            "K efter": "+analysis",
        },
        ({"likelihood": 4, "consequence": 5, "analysis": "P efter: 2\nK efter: 4"},),
    ),
    Odd(
        "Finnish, in words of two scales of three",
        (
            sheet("""
Tunniste|Riski|Todennäköisyys|Vaikutus|Riskitaso|Toimenpiteet|Omistaja|Tila
T1|Palvelinhuoneen tulipalo|Epätodennäköinen|Vakava|Kohtalainen|Varakonesali|Tietohallinto|Auki
T2|Tietojenkalastelu|Todennäköinen|Haitallinen|Merkittävä|MFA|CISO|Auki
T3|Sähkökatko|Mahdollinen|Vähäinen|Siedettävä||Kiinteistö|Valmis
"""),
        ),
        {
            "Tunniste": "reference",
            "Riski": "text",
            "Todennäköisyys": "likelihood",
            "Vaikutus": "consequence",
            "Riskitaso": "risk_value",
            "Toimenpiteet": "method",
            "Omistaja": "responsible",
            "Tila": "status",
        },
        ({"likelihood": 1, "consequence": 3}, {"likelihood": 3, "consequence": 2}, {"status": "Valmis"}),
    ),
    Odd(
        "A score in words beside the same in figures, money, and dates",
        (
            sheet("""
Risk|Impact|Impact score|Likelihood|Likelihood score|Risk score|Cost in €|Date raised
Fire in the old mill|High|3|Low|1|3|50.000|2024-01-05
Flood in the basement|Medium|2|High|3|6|10.000|2024-01-06
Theft of bicycles|Low|1|Medium|2|2|900|2024-02-01
"""),
        ),
        {
            "Risk": "text",
            "Impact": "+analysis",
            "Impact score": "consequence",
            "Likelihood": "+analysis",
            "Likelihood score": "likelihood",
            "Risk score": "risk_value",
            "Cost in €": "",
            "Date raised": "",
        },
        ({"likelihood": 1, "consequence": 3}, {"likelihood": 3, "consequence": 2}),
    ),
    Odd(
        "The source adds where others multiply",
        (
            sheet("""
Risk|Likelihood (1-5)|Impact (1-5)|Score
A|1|4|5
B|4|4|8
C|2|3|5
D|3|1|4
E|5|5|10
"""),
        ),
        {
            "Risk": "text",
            "Likelihood (1-5)": "likelihood",
            "Impact (1-5)": "consequence",
            "Score": "risk_value",
        },
        ({"likelihood": 1, "consequence": 4},),
        (
            "The risk values of the source are likelihood + consequence; "
            "here they are likelihood × consequence.",
        ),
    ),
)
