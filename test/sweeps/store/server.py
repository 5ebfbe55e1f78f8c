"""A server that speaks as S3 does and checks signatures; prints where it is and the keys of who may ask."""

import json
import os
import sys

# Afterwards every request needs a signature that is right. These make the user, its key, its policy and the bucket.
os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "4"

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
endpoint = f"http://{host}:{port}"
common = {
    "endpoint_url": endpoint,
    "region_name": "us-east-1",
    "aws_access_key_id": "none",
    "aws_secret_access_key": "none",
}
iam = boto3.client("iam", **common)
iam.create_user(UserName="dlx")
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
iam.put_user_policy(UserName="dlx", PolicyName="all", PolicyDocument=json.dumps(policy))
boto3.client("s3", **common).create_bucket(Bucket="sweeps")
key = iam.create_access_key(UserName="dlx")["AccessKey"]
told = {"endpoint": endpoint, "id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
print(json.dumps(told), flush=True)
sys.stdin.read()
