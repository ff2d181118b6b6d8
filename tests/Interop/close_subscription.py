#!/usr/bin/python3
"""Closes a subscription, and what belongs to it, from Python.

Prints one JSON document. A refused call prints its status, reason and details instead, and ends with exit code 1. README.md says what
it needs, and shows every command with its output.
"""

import argparse
import json
import os
import sys
import urllib.error

try:
    import grpc
    from google.protobuf.json_format import MessageToDict
    from subscriptions.v1 import portal_service_pb2, subscription_pb2, subscription_service_pb2

    from api import Gateway, Service, connect, describe, describe_http
except ModuleNotFoundError as missing:
    sys.exit(f"{missing}: README.md says what to install and to generate")


def services(channel, _token, _args):
    """Server reflection: what can be called here."""
    from grpc_reflection.v1alpha import reflection_pb2

    ask = channel.stream_stream(
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )
    question = reflection_pb2.ServerReflectionRequest(list_services="")
    answer = next(iter(ask(iter([question]), timeout=30)))
    return [service.name for service in answer.list_services_response.service]


def health(channel, _token, args):
    from grpc_health.v1 import health_pb2

    return MessageToDict(Service(channel, health_pb2, "Health").Check(service=args.service))


def list_subscriptions(channel, token, _args):
    orders = Service(channel, subscription_service_pb2, "SubscriptionService", token)
    return MessageToDict(orders.ListSubscriptions(stages=[subscription_pb2.STAGE_IN_PROGRESS]))


def actions(channel, token, args):
    orders = Service(channel, subscription_service_pb2, "SubscriptionService", token)
    return MessageToDict(orders.ListSubscriptionActions(id=args.id, language=args.language))


def close(channel, token, args):
    """A repeat under the same request id returns the first result."""
    orders = Service(channel, subscription_service_pb2, "SubscriptionService", token)
    return MessageToDict(orders.CloseSubscription(id=args.id, reason_text=args.reason, request_id=args.request_id))


def undo(channel, token, args):
    """Takes a close back, within 72 hours."""
    orders = Service(channel, subscription_service_pb2, "SubscriptionService", token)
    return MessageToDict(orders.UndoCloseSubscription(id=args.id, request_id=args.request_id))


def own(channel, token, _args):
    """What a customer sees: the customer is the token's."""
    portal = Service(channel, portal_service_pb2, "PortalService", token)
    return MessageToDict(portal.ListSubscriptions())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", default="http://localhost:8080")
    parser.add_argument("--grpc", default="http://localhost:8081")
    parser.add_argument("--customer", help="call as the customer with this id")
    commands = parser.add_subparsers(required=True)
    commands.add_parser("services").set_defaults(run=services)
    command = commands.add_parser("health")
    command.add_argument("service", nargs="?", default="")
    command.set_defaults(run=health)
    commands.add_parser("list").set_defaults(run=list_subscriptions)
    command = commands.add_parser("actions")
    command.add_argument("id")
    command.add_argument("--language", default="en")
    command.set_defaults(run=actions)
    command = commands.add_parser("close")
    command.add_argument("id")
    command.add_argument("reason")
    command.add_argument("request_id")
    command.set_defaults(run=close)
    command = commands.add_parser("undo")
    command.add_argument("id")
    command.add_argument("request_id")
    command.set_defaults(run=undo)
    commands.add_parser("own").set_defaults(run=own)
    if not (os.environ.get("CLIENT_ID") and os.environ.get("CLIENT_SECRET")):
        parser.error("set CLIENT_ID and CLIENT_SECRET as the program prints them at its start")
    return parser.parse_args()


def main():
    args = arguments()
    gateway = Gateway(args.gateway)
    try:
        token = gateway.application_token(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
        if args.customer:
            token = gateway.customer_token(token, args.customer)
        with connect(args.grpc) as channel:
            answer, code = args.run(channel, token, args), 0
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing}: README.md says what this command needs beside the others")
    except grpc.RpcError as error:
        answer, code = describe(error), 1
    except urllib.error.URLError as error:
        answer, code = describe_http(error), 1
    print(json.dumps(answer, ensure_ascii=False))
    sys.exit(code)


if __name__ == "__main__":
    main()
