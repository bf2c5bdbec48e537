"""What happened with whom; every text in German and in English."""

from relationships.demo.stories import customers, fibre, issues, printing, settled, thanks, together, transport

CONTACTS = [*printing.CONTACTS, *fibre.CONTACTS, *transport.CONTACTS, *customers.CONTACTS, *together.CONTACTS]
ISSUES = [*issues.ISSUES, *settled.ISSUES]
THANKS = thanks.THANKS
IDEAS = thanks.IDEAS
REMINDERS = thanks.REMINDERS
