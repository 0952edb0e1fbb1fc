"""Makes: footage into a likeness, a screenplay into a clip. Imports nothing of ours outside engine."""

import os

# onnxruntime 1.29 and later reports to its vendor from Linux unless this is set before it is loaded
# (seen by tracing: a look-up of the vendor's collector a second after the first session). Faces and
# voices are analysed here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
