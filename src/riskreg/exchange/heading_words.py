"""What the columns of a register are called, in the languages that we meet: words only, looked up elsewhere.

They are written as people write them, apart from capitals; accents, signs and what stands in brackets do not
count.  A word may stand alone, or within a longer heading or compound ("eintritts" + "wahrscheinlichkeit").
"""

from __future__ import annotations

from enum import StrEnum


class Meaning(StrEnum):
    """What a heading says that its column holds; finer than our fields, several may lie in one of them."""

    REFERENCE = "reference"
    TITLE = "title"
    DESCRIPTION = "description"
    CAUSE = "cause"
    EFFECT = "effect"  # the consequence, described in words
    CATEGORY = "category"
    ORIGIN = "origin"
    LIKELIHOOD = "likelihood"
    CONSEQUENCE = "consequence"
    RISK_VALUE = "risk_value"
    RESPONSIBLE = "responsible"
    METHOD = "method"
    CONTROLS = "controls"  # what is done already
    MEASURES = "measures"  # what is to be done
    FREQUENCY = "frequency"
    EXTENT = "extent"
    GOVERNING_DOCUMENT = "governing_document"
    PERIOD = "period"
    STATUS = "status"
    DECISION = "decision"
    ANALYSIS = "analysis"
    DUE = "due"
    DATE = "date"
    OTHER = "other"  # known, and nothing that a control point holds


class Stage(StrEnum):
    """Which state of a risk a score is about."""

    INHERENT = "inherent"
    CURRENT = "current"
    RESIDUAL = "residual"
    TARGET = "target"


WORDS: dict[Meaning, str] = {
    Meaning.REFERENCE: """
        id, nr, no, nro, num, number, nummer, numero, núm, ref, reference, referens, referenz, referencia,
        référence, viite, tunniste, kennung, kod, code, kode, código, key, uid, guid, uuid, index,
        löpnummer, löpnr, lfd nr, lfd, laufende nummer, pos, item, s no, sr no, serial, serial no,
        identifier, identifikation, identificador, risk id, risk no, risk nr, risk number, risk ref, risk
        reference, risknummer, risknr, risk code, ref id, risiko id, risiko nr, risikonummer, riskin numero,
        risk identifier, unique id, external reference id, external id, id riesgo, código del riesgo,
        ärendenummer, saksnummer
        """,
    Meaning.TITLE: """
        risk, risker, risks, risiko, risikoer, risici, risiken, risque, risques, riesgo, riesgos, riski,
        riskit, title, titel, titre, título, tittel, otsikko, name, namn, navn, nombre, nom, nimi,
        bezeichnung, benämning, betegnelse, benævnelse, rubrik, überschrift, subject, summary, short
        description, kurzbeschreibung, headline, risk name, risk title, risk event, riskhändelse,
        risikohændelse, risikohendelse, riesgo identificado, kontrollmoment, kontrollpunkt, risk/kontroll,
        kontrollpunkter, händelse, hændelse, hendelse, uønsket hendelse, uønsket hændelse, oönskad händelse,
        ereignis, event, evento, évènement, événement, tapahtuma, threat, threats, hot, trussel, trusler,
        bedrohung, gefährdung, gefahr, hazard, amenaza, amenazas, uhka, uhat, menace, menaces, fara, fare,
        farekilde, peligro, vaara, scenario, scenarie, szenario, escenario, scénario, riskscenario,
        risikoszenario, issue, failure mode, fehlerart, fehler, felmod, felsätt, feilmodus, modo de fallo,
        control point, riskområde och risk, riskmoment, identifierad risk, identified risk, identifiziertes
        risiko, risico, dreiging,
        finding, findings, fynd, iakttagelse, funn, befund, feststellung, hallazgo, constat, havainto,
        deviation, avvikelse, avvik,
        risco, riscos, rischio, rischi, ameaça, minaccia, evento de risco,
        schadensszenario, schadensereignis, problem, problema, problemstilling, problemstellung,
        störung, farer, faremoment, faror, peligros, hazards, hazards identified, identified hazards,
        events, eventos, hændelser, hendelser, händelser, udfordring, utfordring, utmaning,
        herausforderung, desafío, fund, concern, concerns, risikofaktor, risk factors,
        mangel, mängel, mangler, brist, brister, deficiency, deficiencies, weakness, weaknesses,
        svaghet, svagheter, svaghed, debilidad, defecto, defect, fallo, fehlerbild,
        uønskt hending, uønskte hendingar, hending, hendingar, trugsmål
        """,
    Meaning.DESCRIPTION: """
        description, beskrivning, beskrivelse, beschreibung, descripción, kuvaus, descriptif, désignation,
        detail, details, detaljer, erläuterung, formulering, risk description, riskbeskrivning,
        risikobeskrivelse, risikobeschreibung, beskrivning av risk, beskrivelse av risiko, beskrivelse af
        risiko, riskin kuvaus, descripción del riesgo, description du risque, risk statement, statement,
        what could happen, vad kan hända, hva kan skje, hvad kan ske, was kann passieren, situation, text,
        content, innehåll, omschrijving,
        desc, descr, beskr, beschr,
        descrição, descrizione,
        hva kan gå galt, hvad kan gå galt, vad kan gå fel, what can go wrong, what could go wrong, was kann
        schiefgehen, qué puede pasar, mitä voi tapahtua, mikä voi mennä pieleen,
        skildring
        """,
    Meaning.CAUSE: """
        cause, causes, root cause, orsak, orsaker, grundorsak, årsak, årsaker, årsag, årsager, ursache,
        ursachen, causa, causas, syy, syyt, trigger, auslöser, auslösare, bakgrund, background, driver,
        drivers, source, risk source, riskkälla, risikoquelle, risikokilde, fuente, vulnerability,
        vulnerabilities, sårbarhet, sårbarhed, sårbarheder, schwachstelle, schwachstellen, vulnerabilidad,
        vulnerabilidades, haavoittuvuus, vulnérabilité, agente generador, fehlerursache, factores de riesgo,
        factor de riesgo, risk trigger, oorzaak,
        grund, gründe, detonante, disparador, síntoma, symptom, frühwarnindikator, early warning sign,
        warning signs, origen, why, varför, hvorfor, warum, contributing factors
        """,
    Meaning.EFFECT: """
        effect, effects, effekt, effekter, efecto, efectos, följd, följder, følge, følger, folge, folgen,
        seuraus, seuraukset, consequences, conséquences, consequence description, impact description,
        description of impact, potential impact, business impact, beskrivning av konsekvens,
        konsekvensbeskrivning, konsekvensbeskrivelse, vad blir konsekvensen, auswirkungsbeschreibung,
        fehlerfolge, efectos potenciales,
        schadensbild, posible resultado, daños, implication, implications, who might be harmed, who
        might be harmed and how, who is at risk, who s at risk, whos at risk, persons at risk, people at
        risk, persons affected, people affected, affected persons, betroffene, betroffene personen,
        personas expuestas, personas afectadas, berørte, berörda, utsatta, affected groups
        """,
    Meaning.CATEGORY: """
        category, kategori, kategorie, categoría, catégorie, luokka, riskkategori, risk category,
        risikokategorie, risikokategori, type, typ, tipo, tyyppi, risk type, risktyp, risikotype, risikoart,
        type of risk, area, område, riskområde, bereich, área, alue, domain, domän, verksamhet,
        verksamhetsområde, process, prozess, proces, prosess, proceso, prosessi, processus, department,
        avdelning, abteilung, avdeling, afdeling, departamento, osasto, enhet, enhed, einheit, unit,
        business unit, directorate, service area, function, funktion, asset, assets, tillgång, aktiv,
        zielobjekt, activo, system, it-system, projekt, project, prosjekt, proyecto, group, grupp, gruppe,
        grupo, theme, tema, thema, subject area, huvudprocess, delprocess, activity, aktivitet, actividad,
        workstream, phase, fas, verksamhetsområde, risk group, risk area, risikobereich, applicable assets,
        clasificación, clasificación del riesgo, classification, klassificering, riskfaktor, tipo de riesgo,
        clase de riesgo, strategic objective, objective, mål som påverkas, risktema, riskområden,
        objekt, object, objeto, oggetto, zielobjekte, skyddsobjekt, ativo,
        handlungsfeld, themenfeld, tätigkeit, tätigkeiten, arbeitsschritt, prozessschritt, risikofeld,
        schutzgut, ort, emne, opgave, arbejdsopgave, arbeidsoppgave, arbetsuppgift, forvaltning,
        förvaltning, virksomhet, virksomhed, etapa, dependencia, ámbito, dimensión, fase, task,
        location, component, komponent, componente, sector, sektor, stage, risk family,
        puesto, puesto de trabajo, arbeitsplatz, arbeidsplass, arbejdssted, arbejdsplads, arbetsplats,
        workplace
        """,
    Meaning.ORIGIN: "origin, ursprung, källa, own or mandatory",
    Meaning.LIKELIHOOD: """
        likelihood, probability, prob, prb, probabilité, sannolikhet, sannsynlighet, sandsynlighed,
        sandsynligheden, wahrscheinlichkeit, eintrittswahrscheinlichkeit, eintrittshäufigkeit, häufigkeit,
        ew, wk, wkeit, w keit, probabilidad, todennäköisyys, vraisemblance, occurrence, occurence,
        auftreten, auftretenswahrscheinlichkeit, occ, ocurrencia, forekomst, proba, likelyhood, chance,
        eintritt, hyppighed, hyppighet, todnäk, sanns, sann, eintr, sannolikh, sannsynligh, sandsynligh,
        wahrsch, eintrittswahrsch, probab, frecuencia de ocurrencia, kans, waarschijnlijkheid,
        probabilidade, probabilità,
        ewk, posibilidad, likelihood of occurrence, probabilidad de ocurrencia,
        wkt, eintritts w, eintrittsw,
        how likely, hur sannolikt, hur troligt, hvor sannsynlig, hvor sannsynlig er det, hvor
        sandsynligt, wie wahrscheinlich, qué tan probable, cuán probable,
        sannsyn, sannsynlegheit
        """,
    Meaning.CONSEQUENCE: """
        consequence, impact, imp, severity, gravity, gravité, konsekvens, konsekvenser, konsekvensen,
        påverkan, påvirkning, allvarlighet, allvarlighetsgrad, alvorlighed, alvorlighet, alvorlighetsgrad,
        alvorlighedsgrad, auswirkung, auswirkungen, schaden, schadenshöhe, schadensausmass, schadensausmaß,
        ausmass, ausmaß, tragweite, schwere, schweregrad, schadensschwere, bedeutung, impacto, consecuencia,
        consecuencias, severidad, gravedad, vaikutus, vaikutukset, vakavuus, skada, skadeverkan, magnitude,
        magnitud, kons, sev, ausw, repercusión, konsekv, auswirk, schadensh, consec, gevolg, ernst,
        sh, seriousness, damage,
        gravidade, impatto, gravità, consequência,
        konsequenz, konsequenzen, aw, wirkung, alvor, alvorsgrad, skadevirkning, skadeomfang, skadans
        omfattning, virkning, verkan, daño, folgenschwere,
        how severe, how serious, how bad, hur allvarligt, hvor alvorlig, hvor alvorlig er det, hvor
        alvorligt, wie schlimm, wie schwer, qué tan grave, cuán grave,
        alvorlegheit
        """,
    Meaning.RISK_VALUE: """
        risk value, risk score, risk level, risk rating, risk factor, risk index, risk class, risk
        magnitude, score, rating, riskvärde, riskpoäng, risknivå, risktal, riskklass, riskprodukt,
        riskbedömning, risikoverdi, risikonivå, risikoscore, risikotal, risikoniveau, risikoværdi,
        risikoprodukt, risikowert, risikostufe, risikoklasse, risikozahl,
        risikoprioritätszahl, risikokennzahl, rpz, rpn, rv, rw, nivel de riesgo, valor del riesgo,
        valoración, valoración del riesgo, evaluación del riesgo, riesgo inherente, riesgo residual,
        riskiluku, riskiarvo, riskitaso, riskin suuruus, niveau de risque, criticité, criticidad, mag,
        exposure, risk exposure, total, summa, produkt, product, calculated risk, overall risk, risk
        severity, risk priority, magnitud del riesgo, riesgo total, risikomatrix, ampel, rag, zona de
        riesgo, risikomatrixwert, nivel, risicoscore,
        poäng, poeng, point, points, punkte, puntaje, puntuación, pisteet, pistemäärä, kennzahl, riskpoängen,
        exposición, exposição, esposizione, eksponering, exponering,
        risikograd, gesamtrisiko, handlungsbedarf, einstufung, risikoeinstufung, maßzahl, samlet risiko,
        samlad risk, sum, suma, farge, farve, calificación, npr, ipr, resultado, level of risk, grado de
        riesgo, risk priority number
        """,
    Meaning.RESPONSIBLE: """
        responsible, responsibility, responsible person, owner, risk owner, assigned to, assignee,
        accountable, lead, ansvarig, ansvariga, ansvar, ansvarlig, riskägare, ägare, ägaren,
        kontrollansvarig, lokalt ansvarig, handläggare, ansvarig för kontroll, risikoejer, risikoeier, eier,
        ejer, verantwortlich, verantwortlicher, verantwortliche, verantwortung, zuständig, zuständigkeit,
        risikoeigner, eigner, eigentümer, risikoverantwortlicher, besitzer, risikoinhaber, responsable,
        propietario, dueño, dueño del riesgo, vastuuhenkilö, vastuu, vastuutaho, omistaja, riskin omistaja,
        propriétaire, bearbeiter, action owner, åtgärdsansvarig, tiltaksansvarlig, who, by whom, vem, hvem,
        wer, ansvarig funktion, ansvarig person, ansvarig roll, holder, portfolio holder, officer, vem utför
        kontrollen, encargado, vastuullinen, eigenaar, verantwoordelijke, verantw,
        responsável, responsabile, proprietário,
        ansprechpartner, umsetzung durch, federführung, tiltakseier, tovholder, ansvarshavende, a cargo
        de, líder, assigned, point of contact, poc, custodian, owned by, yhteyshenkilö,
        ansvarleg
        """,
    Meaning.METHOD: """
        method, metod, kontrollmetod, kontrollaktivitet, control method, control activity, metode,
        kontrollmetode, kontrolmetode, methode, método, menetelmä, méthode, hur kontrollen görs, så här
        kontrolleras, verifiering, granskningsmetod, kontroll, kontrollåtgärd, kontrollbeskrivning,
        uppföljningsmetod
        """,
    Meaning.CONTROLS: """
        control, controls, existing controls, existing control, current controls, current control, controls
        in place, existing mitigation, existing measures, key controls, internal controls, befintliga
        kontroller, nuvarande kontroller, befintliga åtgärder, befintligt skydd, befintliga skyddsåtgärder,
        nuvarande åtgärder, genomförda åtgärder, eksisterende tiltak, eksisterende kontroller, eksisterende
        foranstaltninger, nåværende tiltak, nuværende kontroller, bestehende massnahmen, bestehende
        maßnahmen, vorhandene massnahmen, vorhandene maßnahmen, bestehende kontrollen, umgesetzte maßnahmen,
        controles, controles existentes, control existente, controles actuales, nykyiset kontrollit,
        nykyiset toimenpiteet, kontrollit, kontrolle, kontrollen, kontroller, barrierer, etablerte
        barrierer, safeguards, mesures existantes, contrôles existants, current solution, current
        mitigation, prevention, prevention controls,
        salvaguardas, beskyttelse, eksisterende beskyttelse, gennemførte foranstaltninger, gennemførte
        tiltag, gjennomførte tiltak, bereits umgesetzt
        """,
    Meaning.MEASURES: """
        measure, measures, action, actions, mitigation, mitigations, mitigating action, mitigating actions,
        mitigation plan, mitigation actions, mitigation measures, treatment plan, treatment actions, action
        plan, planned action, planned actions, further action, further actions, recommended action,
        recommended actions, response plan, countermeasure, countermeasures, additional controls, planned
        controls, proposed controls, contingency, contingency plan, åtgärd, åtgärder, åtgärdsförslag,
        planerade åtgärder, föreslagna åtgärder, handlingsplan, motåtgärd, riskreducerande åtgärder,
        förebyggande åtgärder, tiltak, risikoreduserende tiltak, forebyggende tiltak, planlagte tiltak,
        foreslåtte tiltak, tiltaksplan, foranstaltning, foranstaltninger, tiltag, handling, handlinger,
        afbødende handlinger, afhjælpning, imødegåelse, massnahme, massnahmen, maßnahme, maßnahmen,
        gegenmaßnahme, gegenmaßnahmen, geplante maßnahmen, weitere maßnahmen, maßnahmenplan,
        risikominderung, abhilfemaßnahme, korrekturmaßnahme, vermeidungsmaßnahme, medida, medidas, acción,
        acciones, plan de acción, plan de tratamiento, medidas de mitigación, acciones de mitigación,
        mitigación, toimenpide, toimenpiteet, hallintakeinot, hallintatoimet, hallintatoimenpiteet,
        suunnitellut toimenpiteet, mesure, mesures, plan d'action, mesures prévues, security
        recommendations, next steps, lösung, maatregel, maatregelen, beheersmaatregel,
        mitigering, mitigeringsstrategi, mitigasjon, mitigaatio, hallinta, riskien hallinta, risk mitigation
        strategy plan, reaction, reaktion, reaksjon, reacción, reaktio, atténuation, mesures de mitigation,
        prevention plan, prävention, forebyggelse, forebygging, torjunta, torjuntakeino, ehkäisy,
        varautuminen, vad gör vi åt det, hva gjør vi, hvad gør vi, was tun wir, what do we do, how we handle
        it, hantering av risken, remediation, remediations, afbødning, beredskapsplan, beredskabsplan,
        varasuunnitelma,
        mitigação, ação, ações, contingência, plano de ação, plano de contingência, azione, azioni, misure,
        mitigazione, piano di azione,
        recommendation, recommendations, empfehlung, empfehlungen, handlungsempfehlung, anbefaling,
        anbefalinger, rekommendation, rekommendationer, recomendación, recomendaciones, suositus,
        suositukset, recommandation, recommandations, gegensteuerung, abhilfe, vorbeugung, vorsorge,
        minderung, aktion, aktionen, aksjon, aksjoner, aktioner, bewältigung, risikobewältigung,
        indsats, indsatser, insats, insatser, løsning, løsninger, lösningar, solution, solutions,
        solución, soluciones, handleplan, beredskap, beredskab, tiltak og oppfølging, plan de respuesta,
        how to mitigate, tom, toms,
        behebung, reparatur, repair, reparación, fix, reparation, korrektur, correction, utbedring,
        udbedring,
        plan, plans, næste skridt, neste steg, nästa steg, nächste schritte, nächster schritt, próximos
        pasos, próximo paso, seuraavat toimet,
        vorbereitung, preparation, preparación, förberedelse, förberedelser, forberedelse, forberedelser
        """,
    Meaning.FREQUENCY: """
        frequency, frekvens, frecuencia, fréquence, intervall, interval, hur ofta, how often, hvor ofte, wie
        oft, kontrollintervall, control frequency, periodizität, turnus, periodicidad, taajuus, tiheys,
        kontrollfrekvens, review frequency
        """,
    Meaning.EXTENT: """
        extent, omfattning, urval, omfang, umfang, scope of control, sample, alcance del control, laajuus
        """,
    Meaning.GOVERNING_DOCUMENT: """
        governing document, styrdokument, styrande dokument, styrande dokument/lag, lagrum, regelverk, legal
        basis, lovgrunnlag, lovhjemmel, rechtsgrundlage, norm, policy, policies, regulation, control
        regulation, lag, base legal, normativa, määräys, ohje, requirement
        """,
    Meaning.PERIOD: """
        period, år, year, jahr, año, vuosi, periode, zeitraum, kausi, tidsperiod, kontrollperiod, termin 1
        """,
    Meaning.STATUS: """
        status, estado, état, tila, zustand, stand, risk status, risikostatus, riskstatus, current status,
        state, läge, bearbeitungsstatus, umsetzungsstatus, action status, status of action, mitigation
        status,
        situação, stato,
        situación, open closed
        """,
    Meaning.DECISION: """
        decision, beslut, åtgärd/beslut, beslutning, entscheidung, decisión, päätös, décision, hantering,
        riskhantering, treatment, risk treatment, treatment strategy, risk treatment strategy, treatment
        option, response, risk response, response strategy, response type, strategy, strategi, strategie,
        risikostrategie, estrategia, mitigation strategy, risk mitigation strategy, planning strategy,
        behandling, håndtering, risikohåndtering, behandlung, risikobehandlung, umgang, umgang mit risiko,
        tratamiento, tratamiento del riesgo, respuesta, opción de tratamiento, käsittely, riskin käsittely,
        hallintakeino, traitement, stratégie, option, risk option, behandlungsoption, handteringsstrategi,
        riskstrategi, behandlingsstrategi, acceptance, accept, manejo, opción de manejo, opciones de manejo,
        risk response category, response category,
        resposta, tratamento, risposta, trattamento
        """,
    Meaning.ANALYSIS: """
        analysis, analys, analyse, análisis, analyysi, comment, comments, kommentar, kommentarer,
        kommentare, commentaire, comentario, comentarios, kommentti, kommentit, note, notes, notat, notiz,
        notizen, notas, nota, anteckning, anteckningar, anmärkning, bemærkning, bemærkninger, merknad,
        merknader, bemerkung, bemerkungen, anmerkung, anmerkungen, observación, observaciones, huomautus,
        huomiot, remark, remarks, motivering, motiv, begrunnelse, begrundelse, begründung, justification,
        justificación, rationale, perustelu, perustelut, reason, additional notes, övrigt, sonstiges,
        assessment, bedömning, vurdering, bewertung, einschätzung, arviointi, risk assessment, update,
        latest update, progress, lägesrapport, uppföljning, oppfølging, opfølgning, opmerking, opmerkingen,
        toelichting,
        observação, observações, comentário, osservazioni
        """,
    Meaning.DUE: """
        due, due date, deadline, target date, completion date, implementation date, finish date, end date,
        by when, when, klart senast, klar senast, klart, färdigt, slutdatum, senast, förfallodatum, när,
        tidplan, frist, tidsfrist, forfallsdato, forfald, slutdato, sluttdato, når, hvornår, termin, fällig,
        fälligkeit, fällig am, fälligkeitsdatum, enddatum, zieltermin, umsetzungstermin, erledigt bis, bis
        wann, zu erledigen bis, fecha límite, fecha objetivo, fecha de vencimiento, plazo, fecha fin,
        cuándo, määräaika, eräpäivä, aikataulu, échéance, délai, timescale, timeline, action due date, by,
        umsetzung bis, bis, termin bis, zieldatum, slutförs, senast klart, klar, färdig, fecha de
        implementación, fecha de implementacion, completion,
        prazo, scadenza,
        zeitrahmen, tidsramme, tidsram, gjennomføres innen, ferdig, cronograma, fecha compromiso, fecha
        de cierre, tiempo, timeframe, time frame
        """,
    Meaning.DATE: """
        date, datum, dato, fecha, päivämäärä, pvm, identified, date identified, date raised, raised, raised
        by, created, created at, created on, skapad, oprettet, opprettet, erstellt, erfasst, erfasst am,
        gemeldet, updated, last updated, last update, last review, review date, next review, next review
        date, reviewed, review, uppdaterad, reviderad, oppdatert, opdateret, aktualisiert, geändert, letzte
        änderung, última revisión, fecha de identificación, fecha de registro, submission date, date added,
        date opened, date closed, closed, stängd, luotu, päivitetty, start date, startdatum, days open,
        author, författare, submitted by, version, umgesetzt am, gjennomført, gennemført, genomförd,
        återrapportering, raised by, resolution date, date resolved, resolved, closure date, closed date,
        completed on
        """,
    Meaning.OTHER: """
        detection, detectability, entdeckung, entdeckungswahrscheinlichkeit, detección, upptäckt, detect,
        trend, direction of travel, tendens, tendenz, tendencia, velocity, proximity, cost, kostnad, kosten,
        costo, coste, budget, priority, prioritet, priorität, prioridad, prioriteetti, tags, labels, link,
        url, team, effectiveness, control effectiveness, strength of knowledge, confidence, stakeholder,
        stakeholders, email, e-mail, telefon, phone, color, colour, färg, movement, assurance level, rapport
        till,
        schedule, days, usd, eur, count
        """,
}

STAGES: dict[Stage, str] = {
    Stage.INHERENT: """
        inherent, initial, gross, brutto, bruttorisk, bruttorisiko, unmitigated, before, före, vor, antes,
        inneboende, iboende, ennen, raw, untreated, ursprunglig, ursprünglich, inherente, inhärent, inicial,
        alku, brut, opprinnelig, uten, uden, ohne, without, utan, pre, vorher, ausgangsrisiko, startrisk
        """,
    Stage.CURRENT: """
        current, nuvarande, aktuell, aktuelle, aktuelles, aktueller, nåværende, nuværende, nykyinen,
        present, actual, actuel, actuelle, ist, today, idag
        """,
    Stage.RESIDUAL: """
        residual, residuell, residuelle, netto, net, rest, restrisk, restrisiko, kvarstående, kvarvarande,
        resterande, gjenværende, resterende, tilbageværende, jäännös, jäännösriski, mitigated, remaining,
        after, efter, etter, nach, después, jälkeen, post, treated, revised, résiduel, résiduelle, nachher,
        verbleibend, verbleibendes, nettorisk, nettorisiko
        """,
    Stage.TARGET: """
        target, målrisk, ziel, zielrisiko, soll, objetivo, tavoite, planned, projected, future, desired,
        accepted, tolerance, appetite, önskad, målsatt, geplant
        """,
}

# A heading that says nothing else means the level of the risk.
LEVEL = "nivå, niveau, nivel, nível, livello, level, stufe, taso, klass, klasse, class, nivo"

# Words that do not change what a heading is about.
NOISE = """
    score, rating, level, value, values, wert, stufe, nivå, niveau, grad, valor, klass, klasse,
    class, taso, arvo, points, poäng, punkte, the, of, a, av, der, des, die, das, den, det, de, del, la,
    el, los, las, du, le, och, and, und, og, y, for, för, für, in, i, im, til, to, evaluation, assessed,
    bedömd, vurdert, bewertet, mit, med, x
    """

# Meanings that a heading may name only in passing ("owner" says more in "risk owner" than "risk" does).
WEAK = frozenset({Meaning.TITLE, Meaning.DESCRIPTION, Meaning.CATEGORY})
STRONG = frozenset({Meaning.ANALYSIS, Meaning.DUE, Meaning.DATE, Meaning.RESPONSIBLE, Meaning.STATUS})

# How grave a risk is on the whole, where another column tells its consequence.
GRAVITY = """
    severity, severidad, gravedad, gravity, gravité, schwere, schweregrad, alvorlighed, alvorlighet,
    allvarlighet, vakavuus, sev
    """

# Single letters, which only mean something beside one another: of likelihood and consequence.
LETTER_PAIRS = (
    "ab", "os", "sk", "lc", "li", "ls", "pi", "pc", "ps", "pk", "wa", "ws", "wk",
    "ea", "es", "tv", "pg", "fg", "ei", "pv", "vi", "oi", "fs", "fc", "fi", "vg", "ha", "hs",
)  # fmt: skip
LETTERS: dict[str, Meaning] = {
    "s": Meaning.LIKELIHOOD,
    "p": Meaning.LIKELIHOOD,
    "l": Meaning.LIKELIHOOD,
    "w": Meaning.LIKELIHOOD,
    "k": Meaning.CONSEQUENCE,
    "i": Meaning.CONSEQUENCE,
    "c": Meaning.CONSEQUENCE,
    "r": Meaning.RISK_VALUE,
}
