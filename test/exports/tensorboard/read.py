"""What the tensorboard package reads in log directories, as JSON: runs by folder, with their scalars by tag."""

import json
import os
import sys

from tensorboard.backend.event_processing import plugin_event_multiplexer
from tensorboard.compat.proto import summary_pb2
from tensorboard.plugins.hparams import metadata
from tensorboard.util import tensor_util


def series(multiplexer, run, tag):
    tensors = multiplexer.Tensors(run, tag)
    return [[one.step, str(float(tensor_util.make_ndarray(one.tensor_proto))), one.wall_time] for one in tensors]


def value(one):
    return getattr(one, one.WhichOneof("kind"))


def read(logdir):
    multiplexer = plugin_event_multiplexer.EventMultiplexer()
    multiplexer.AddRunsFromDirectory(logdir)
    multiplexer.Reload()
    runs = {}
    for run in multiplexer.Runs():
        found = {"scalars": {}, "text": {}, "hparams": {}}
        for tag in multiplexer.Runs()[run]["tensors"]:
            about = multiplexer.SummaryMetadata(run, tag)
            plugin = about.plugin_data.plugin_name
            if plugin == "scalars":
                assert about.data_class == summary_pb2.DATA_CLASS_SCALAR
                found["scalars"][tag] = series(multiplexer, run, tag)
            elif plugin == "text":
                (one,) = multiplexer.Tensors(run, tag)
                found["text"][tag] = tensor_util.make_ndarray(one.tensor_proto).item().decode()
            elif tag == metadata.SESSION_START_INFO_TAG:
                start = metadata.parse_session_start_info_plugin_data(about.plugin_data.content)
                found["hparams"] = {key: value(one) for key, one in start.hparams.items()}
                found["started"] = start.start_time_secs
            elif tag == metadata.SESSION_END_INFO_TAG:
                end = metadata.parse_session_end_info_plugin_data(about.plugin_data.content)
                found["status"] = end.status
        runs[run] = found
    return runs


json.dump([read(os.path.abspath(logdir)) for logdir in sys.argv[1:]], sys.stdout)
