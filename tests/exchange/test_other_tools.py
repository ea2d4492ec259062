# ruff: noqa: E501 - a row of a register is a line
"""The exports of other programs come in without a choice."""

from __future__ import annotations

import pytest

from riskreg.exchange.mapping import find_layout
from riskreg.exchange.other_tools import tool_of
from riskreg.texts import texts
from tests.exchange.odd_registers import sheet

_ = texts("en")

CISO = """
ref_id|assets|threats|name|description|existing_controls|inherent_impact|inherent_proba|inherent_level|current_impact|current_proba|current_level|additional_controls|residual_impact|residual_proba|residual_level|treatment|strength_of_knowledge
R.1|ERP|Malware|Ransomware|Files are encrypted and the business stops|Backup|Very High|High|High|High|Medium|Medium|EDR|Medium|Low|Low|mitigate|Medium
R.2|Web|DDoS|Outage|The portal cannot be reached by citizens|CDN|High|High|High|Medium|High|Medium||Low|Low|Low|open|Low
"""
SIMPLERISK = """
ID|Status|Subject|External Reference ID|Control Regulation|Control Number|Site/Location|Risk Source|Category|Team|Owner|Current Likelihood|Current Impact|Risk Assessment|Additional Notes|Submission Date|Planning Strategy|Current Solution|Security Recommendations
1001|New|Unpatched server in the DMZ|EXT-1|ISO 27001|A.12|HQ|External|Technical|IT|Ann|Likely|Major|The server misses two years of patches|None|2024-01-02|Mitigate|Firewall|Patch it
1002|Closed|Lost laptop|EXT-2|||HQ|People|Physical|IT|Bo|Unlikely|Minor|Disk encrypted||2024-01-09|Accept|Encryption|
"""
ERAMBA = """
Title|Description|Owner|Stakeholder|Tags|Applicable Assets|Threats|Vulnerabilities|Risk Score|Risk Treatment|Security Services|Residual Score|Residual Risk|Review
Stolen laptop|Data may be lost with a laptop|Ann|Board|hw|Laptops|Theft|No lock|12|Mitigate|Encryption|20|4|2024-05-31
Office theft|Papers may be stolen|Bo|Board||Archive|Theft|Open doors|8|Accept|Locks|50|4|2024-08-31
"""


@pytest.mark.parametrize(
    ("table", "name", "wanted"),
    [
        (
            CISO,
            "CISO Assistant",
            {
                "ref_id": "reference",
                "assets": "category",
                "threats": "analysis",
                "name": "text",
                "description": "text",
                "existing_controls": "method",
                "current_impact": "consequence",
                "current_proba": "likelihood",
                "current_level": "risk_value",
                "residual_impact": "analysis",
                "treatment": "decision",
                "strength_of_knowledge": "",
            },
        ),
        (
            SIMPLERISK,
            "SimpleRisk",
            {
                "Subject": "text",
                "Risk Assessment": "text",
                "External Reference ID": "reference",
                "Control Regulation": "governing_document",
                "Current Likelihood": "likelihood",
                "Current Impact": "consequence",
                "Planning Strategy": "decision",
                "Current Solution": "method",
                "Category": "category",
                "Owner": "responsible",
                "Status": "status",
            },
        ),
        (
            ERAMBA,
            "eramba",
            {
                "Title": "text",
                "Description": "text",
                "Owner": "responsible",
                "Applicable Assets": "category",
                "Threats": "analysis",
                "Risk Treatment": "decision",
                "Security Services": "method",
            },
        ),
    ],
)
def test_an_export_is_known_by_its_columns(table: str, name: str, wanted: dict[str, str]) -> None:
    layout = find_layout([sheet(table)], _)
    columns = {column.source: column for column in layout.columns}
    assert layout.tool == name
    assert {heading: columns[heading].field for heading in wanted} == wanted
    first = next(iter(wanted))
    assert columns[first].reason == f"known as a column of {name}"


def test_a_register_with_common_headings_is_nobodys_in_particular() -> None:
    assert (
        tool_of(["Name", "Description", "Assets", "Threats", "Treatment", "Justification", "Owner"]) is None
    )
    assert tool_of(["Kontrollmoment", "Sannolikhet", "Konsekvens", "Riskvärde", "Beslut", "Analys"]) is None
