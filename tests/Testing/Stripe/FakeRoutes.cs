using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Which request does what.</summary>
internal static class FakeRoutes
{
    public static FakeAnswer Answer(FakeBooks books, string method, string path, JsonObject form) => (method, path.Split('/')) switch
    {
        ("POST", ["v1", "customers"]) => books.MakeCustomer(form),
        ("POST", ["v1", "payment_intents"]) => books.MakeIntent(form),
        ("GET", ["v1", "payment_intents"]) => books.List("pi", form, i => (string?)i["customer"] == (string?)form["customer"]),
        ("GET", ["v1", "payment_intents", var id]) => books.Get("pi", id, "payment_intent"),
        ("POST", ["v1", "payment_intents", var id, "cancel"]) => books.CancelIntent(id),
        ("POST", ["v1", "refunds"]) => books.Refund(form),
        ("GET", ["v1", "refunds"]) => books.List("re", form, r =>
            (form["charge"] is null || (string?)r["charge"] == (string?)form["charge"])
            && (form["payment_intent"] is null || (string?)r["payment_intent"] == (string?)form["payment_intent"])),
        ("GET", ["v1", "charges", var id]) => books.Get("ch", id, "charge"),
        ("GET", ["v1", "disputes", var id]) => books.Get("dp", id, "dispute"),
        ("GET", ["v1", "payment_methods", var id]) => books.Get("pm", id, "PaymentMethod"),
        ("POST", ["v1", "payment_methods", var id, "detach"]) => books.DetachMethod(id),
        ("POST", ["v1", "checkout", "sessions"]) => books.MakeSession(form),
        ("GET", ["v1", "checkout", "sessions", var id]) => books.GetSession(id, form),
        _ => FakeAnswer.Invalid(404, null, "path", $"Unrecognized request URL ({method}: /{path})"),
    };
}
