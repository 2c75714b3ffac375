"""The registers (台账), one module for each part of the site.  A new module has its line here."""
from disclosure.model.registers import adjustment, funds, institutions, participation, services, work

__all__ = ["adjustment", "funds", "institutions", "participation", "services", "work"]
