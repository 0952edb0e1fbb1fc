"""What people allow one another, who finds whom, and how it is weighed, told and written down."""
