"""Where the service's truth lies: tables, engine, migrations and one repository per concept."""
