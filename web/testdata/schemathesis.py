# Holds a server to its document. Arguments: address, token, settings, seconds. What it
# finds makes the exit status 1.
import os
import subprocess
import sys
import tempfile

address, token, settings, seconds = sys.argv[1:]
run = [sys.executable, "-c", "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())",
       "--config-file", os.path.abspath(settings), "run", address + "/api/v1/openapi.json", "-H", "Authorization: Bearer " + token,
       "--phases", "coverage,fuzzing", "--max-time", seconds, "-n", "10", "--no-shrink", "--continue-on-failure", "--warnings", "off"]
with tempfile.TemporaryDirectory() as folder:  # it keeps notes where it runs
    done = subprocess.run(run, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
print(done.stdout[-8000:])
if done.returncode:
    print(done.stdout[-8000:], file=sys.stderr)
sys.exit(done.returncode)
