using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Customers, the pages on which they enter cards, and their cards.</summary>
internal sealed partial class FakeAccount
{
    public FakeAnswer MakeCustomer(JsonObject form)
    {
        lock (_lock)
        {
            return FakeAnswer.Ok(Add("cus", "customer", new JsonObject { ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject() }).DeepClone());
        }
    }

    public FakeAnswer MakeSession(JsonObject form)
    {
        lock (_lock)
        {
            var customer = (string?)form["customer"] ?? "";
            if (Find("cus", customer) is null)
            {
                return FakeAnswer.Missing("customer", customer, "customer");
            }

            if ((string?)form["mode"] != "setup" || ((string?)form["success_url"])?.Contains("{CHECKOUT_SESSION_ID}", StringComparison.Ordinal) != true)
            {
                return FakeAnswer.Invalid(400, null, "mode", "This fake knows the mode setup with a session id in success_url alone.");
            }

            if (RefusedTypes(form) is { } refused)
            {
                return refused;
            }

            if (form["currency"] is null && form["allowed_payment_method_types"] is null)
            {
                return FakeAnswer.Invalid(400, "parameter_missing", "currency", "In the mode setup a currency is required, or the allowed payment method types.");
            }

            var intent = Add("seti", "setup_intent", new JsonObject { ["customer"] = customer, ["status"] = "requires_payment_method", ["usage"] = "off_session", ["payment_method"] = null });
            var session = Add("cs_test", "checkout.session", new JsonObject
            {
                ["mode"] = "setup",
                ["ui_mode"] = "hosted_page",
                ["payment_method_types"] = new JsonArray("card"),
                ["customer"] = customer,
                ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject(),
                ["setup_intent"] = (string?)intent["id"],
                ["status"] = "open",
                ["success_url"] = form["success_url"]!.DeepClone(),
                ["cancel_url"] = form["cancel_url"]?.DeepClone(),
                ["expires_at"] = clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds(),
            });
            session["url"] = $"{address()}/c/pay/{(string?)session["id"]}";
            return FakeAnswer.Ok(session.DeepClone());
        }
    }

    public FakeAnswer GetSession(string id, JsonObject form)
    {
        lock (_lock)
        {
            if (Find("cs_test", id) is not { } found)
            {
                return FakeAnswer.Missing("checkout.session", id, "session");
            }

            var session = (JsonObject)found.DeepClone();
            var expand = form["expand"]?.AsArray().Select(e => (string?)e).ToList() ?? [];
            if (expand.Any(e => e?.StartsWith("setup_intent", StringComparison.Ordinal) == true))
            {
                var intent = (JsonObject)Find("seti", (string)session["setup_intent"]!)!.DeepClone();
                session["setup_intent"] = intent;
                if (expand.Contains("setup_intent.payment_method") && (string?)intent["payment_method"] is { } method)
                {
                    intent["payment_method"] = Find("pm", method)!.DeepClone();
                }
            }

            return FakeAnswer.Ok(session);
        }
    }

    public string EnterCard(string sessionId, string testMethod, int month, int year)
    {
        lock (_lock)
        {
            var session = Find("cs_test", sessionId)!;
            var method = Add("pm", "payment_method", new JsonObject
            {
                ["type"] = "card",
                ["allow_redisplay"] = "limited",
                ["billing_details"] = new JsonObject(),
                ["customer"] = (string?)session["customer"],
                ["card"] = CardOf(testMethod, month, year),
                ["test"] = testMethod,
            });
            var intent = Find("seti", (string)session["setup_intent"]!)!;
            intent["status"] = "succeeded";
            intent["payment_method"] = (string?)method["id"];
            session["status"] = "complete";
            Notify("checkout.session.completed", session);
            return (string)method["id"]!;
        }
    }

    public FakeAnswer DetachMethod(string id)
    {
        lock (_lock)
        {
            if (Find("pm", id) is not { } method)
            {
                return FakeAnswer.Missing("PaymentMethod", id, "payment_method");
            }

            var customer = (string?)method["customer"];
            if (customer is null)
            {
                return FakeAnswer.Invalid(400, null, "payment_method", "The payment method you provided is not attached to a customer so detachment is impossible.");
            }

            method["customer"] = null;
            Notify("payment_method.detached", method, new JsonObject { ["customer"] = customer });
            return FakeAnswer.Ok(method.DeepClone());
        }
    }

    public void Detach(string id) => DetachMethod(id);

    public void Reissue(string id, string testMethod, int month, int year)
    {
        lock (_lock)
        {
            var method = Find("pm", id)!;
            method["card"] = CardOf(testMethod, month, year);
            method["test"] = testMethod;
            Notify("payment_method.automatically_updated", method);
        }
    }

    private static JsonObject CardOf(string testMethod, int month, int year)
    {
        var card = FakeCard.Of(testMethod);
        return new JsonObject
        {
            ["brand"] = card.Brand,
            ["last4"] = card.Last4,
            ["exp_month"] = month,
            ["exp_year"] = year,
            ["fingerprint"] = $"fake{card.Brand}{card.Last4}",
        };
    }
}
