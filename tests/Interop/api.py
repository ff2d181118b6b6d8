"""What every client needs: tokens, calls by the contracts' descriptors, and errors with their details."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request

import grpc
from google.rpc import error_details_pb2, status_pb2

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
SIGN_IN_LINK = "urn:subscriptions:token-type:sign-in-link"


class Gateway:
    """The gateway over HTTP: tokens and JSON."""

    def __init__(self, address):
        self.address = address.rstrip("/")

    def application_token(self, client_id, client_secret):
        """Client credentials (RFC 6749, 4.4)."""
        basic = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        form = {"grant_type": "client_credentials"}
        return self._token(form, {"Authorization": f"Basic {basic}"})

    def customer_token(self, application_token, customer_id):
        """A portal link is made for the customer, and exchanged (RFC 8693) as the customer's application would."""
        made = self._post(
            f"/admin/api/v1/customers/{customer_id}:createPortalLink",
            json.dumps({}).encode(),
            {"Authorization": f"Bearer {application_token}", "Content-Type": "application/json"},
        )
        link = made["link"].rsplit("/", 1)[1]
        return self._token({"grant_type": TOKEN_EXCHANGE, "subject_token": link, "subject_token_type": SIGN_IN_LINK})

    def _token(self, form, headers=None):
        return self._post("/oauth/token", urllib.parse.urlencode(form).encode(), headers or {})["access_token"]

    def _post(self, path, body, headers):
        request = urllib.request.Request(self.address + path, body, headers)
        with urllib.request.urlopen(request, timeout=120) as response:
            return json.load(response)


class Service:
    """The unary calls of one gRPC service, by name, made from its descriptor."""

    def __init__(self, channel, module, name, token=None):
        self._metadata = [("authorization", f"Bearer {token}")] if token else []
        descriptor = module.DESCRIPTOR.services_by_name[name]
        for method in descriptor.methods:
            setattr(self, method.name, self._call(channel, descriptor.full_name, method))

    def _call(self, channel, service, method):
        request = method.input_type._concrete_class
        response = method.output_type._concrete_class
        call = channel.unary_unary(
            f"/{service}/{method.name}",
            request_serializer=request.SerializeToString,
            response_deserializer=response.FromString,
        )
        return lambda **fields: call(request(**fields), metadata=self._metadata, timeout=30)


def describe(error):
    """A failed call: its status, and what grpc-status-details-bin holds of google.rpc's details."""
    described = {"status": error.code().name, "message": error.details()}
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for detail in status_pb2.Status.FromString(value).details:
                described.update(_decode(detail))
    return described


def _decode(detail):
    info, request = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    if detail.Unpack(info):
        return {"reason": info.reason, "domain": info.domain, "metadata": dict(info.metadata)}
    if detail.Unpack(request):
        return {"violations": [{"field": v.field, "description": v.description} for v in request.field_violations]}
    return {}


def describe_http(error):
    """A request that the gateway refused, or that did not reach it."""
    if not isinstance(error, urllib.error.HTTPError):
        return {"status": "UNAVAILABLE", "message": f"The gateway does not answer: {error.reason}"}
    try:
        return {"status": error.code, **json.load(error)}
    except ValueError:
        return {"status": error.code, "message": error.reason}


def connect(address):
    return grpc.insecure_channel(address.split("://", 1)[-1].rstrip("/"))
