"""An MLflow server over SQLite in a folder, and MLflow's own client to look into it.

    python server.py FOLDER

Prints its address. Then, for each line of a tracking URI on stdin, prints all runs there as a line of JSON.
"""

import json
import os
import sys
import tempfile
import threading

folder = sys.argv[1]
os.environ["_MLFLOW_SERVER_FILE_STORE"] = f"sqlite:///{folder}/mlflow.db"
os.environ["_MLFLOW_SERVER_ARTIFACT_ROOT"] = "mlflow-artifacts:/"
os.environ["_MLFLOW_SERVER_ARTIFACT_DESTINATION"] = f"{folder}/artifacts"
os.environ["_MLFLOW_SERVER_SERVE_ARTIFACTS"] = "true"
os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

from mlflow import MlflowClient  # noqa: E402
from mlflow.server import app  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402


def described(client, run):
    history = {key: client.get_metric_history(run.info.run_id, key) for key in run.data.metrics}
    files = [one.path for one in client.list_artifacts(run.info.run_id)]
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: client.download_artifacts(run.info.run_id, name, folder) for name in files}
        texts = {name: open(path).read() for name, path in paths.items()}
    return {
        "id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "start": run.info.start_time,
        "end": run.info.end_time,
        "params": run.data.params,
        "tags": run.data.tags,
        "metrics": {
            key: [[one.step, str(one.value), one.timestamp] for one in values] for key, values in history.items()
        },
        "artifacts": texts,
    }


def look(uri):
    client = MlflowClient(tracking_uri=uri)
    found = {}
    for experiment in client.search_experiments():
        runs = client.search_runs([experiment.experiment_id])
        found[experiment.name] = [described(client, run) for run in runs]
    return found


server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"http://127.0.0.1:{server.server_port}", flush=True)
for line in sys.stdin:
    print(json.dumps(look(line.strip())), flush=True)
