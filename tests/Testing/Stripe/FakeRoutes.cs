using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Which request does what.</summary>
internal static class FakeRoutes
{
    public static FakeAnswer Answer(FakeAccount account, string method, string path, JsonObject form) => (method, path.Split('/')) switch
    {
        ("POST", ["v1", "customers"]) => account.MakeCustomer(form),
        ("POST", ["v1", "payment_intents"]) => account.MakeIntent(form),
        ("GET", ["v1", "payment_intents"]) => account.List("pi", form, i => (string?)i["customer"] == (string?)form["customer"]),
        ("GET", ["v1", "payment_intents", var id]) => account.Get("pi", id, "payment_intent"),
        ("POST", ["v1", "payment_intents", var id, "confirm"]) => account.ConfirmIntent(id, form),
        ("POST", ["v1", "payment_intents", var id, "cancel"]) => account.CancelIntent(id),
        ("POST", ["v1", "refunds"]) => account.Refund(form),
        ("GET", ["v1", "refunds"]) => account.List("re", form, r =>
            (form["charge"] is null || (string?)r["charge"] == (string?)form["charge"])
            && (form["payment_intent"] is null || (string?)r["payment_intent"] == (string?)form["payment_intent"])),
        ("GET", ["v1", "charges", var id]) => account.Get("ch", id, "charge"),
        ("GET", ["v1", "disputes", var id]) => account.Get("dp", id, "dispute"),
        ("GET", ["v1", "payment_methods", var id]) => account.Get("pm", id, "PaymentMethod"),
        ("POST", ["v1", "payment_methods", var id, "detach"]) => account.DetachMethod(id),
        ("POST", ["v1", "checkout", "sessions"]) => account.MakeSession(form),
        ("GET", ["v1", "checkout", "sessions", var id]) => account.GetSession(id, form),
        _ => FakeAnswer.Invalid(404, null, "path", $"Unrecognized request URL ({method}: /{path})"),
    };
}
