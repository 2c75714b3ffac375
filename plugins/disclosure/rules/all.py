"""Every family of rules: importing this module enters them all."""
from disclosure.rules import (
    attachments, consistency, coverage, currency, due, editions, form, gate, identity, links, pages, policy, registers, registers_county, registers_funds, registers_institutions,
    registers_participation, registers_services, registers_upkeep, registers_whole, registers_work, requests, statute, timeliness, vocabulary,
)
from disclosure.rules.registry import RULES, judged

FAMILIES = (
    attachments, consistency, coverage, currency, due, editions, form, gate, identity, links, pages, policy, registers, registers_county, registers_funds, registers_institutions,
    registers_participation, registers_services, registers_upkeep, registers_whole, registers_work, requests, statute, timeliness, vocabulary,
)
__all__ = ["FAMILIES", "RULES", "judged"]
