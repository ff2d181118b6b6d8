using System.Globalization;
using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>The objects of one Stripe account, and what is told of them.</summary>
/// <param name="address">Where the hosted pages are; known when the fake runs.</param>
internal sealed class FakeBooks(TimeProvider clock, Func<string> address)
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _objects = [];
    private readonly List<StripeNotice> _notices = [];

    public bool HoldRefunds { get; set; }

    public IReadOnlyList<StripeNotice> Notices
    {
        get
        {
            lock (_lock)
            {
                return [.. _notices];
            }
        }
    }

    /// <summary>Copies of every object of a kind, oldest first.</summary>
    /// <param name="kind">What its ids begin with: pi.</param>
    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock)
        {
            return [.. Of(kind).Select(o => (JsonObject)o.DeepClone())];
        }
    }

    public FakeAnswer Get(string kind, string id, string what)
    {
        lock (_lock)
        {
            return Find(kind, id) is { } found ? FakeAnswer.Ok(found.DeepClone()) : FakeAnswer.Missing(what, id);
        }
    }

    /// <summary>Newest first, by pages.</summary>
    public FakeAnswer List(string kind, JsonObject form, Func<JsonObject, bool> belongs)
    {
        lock (_lock)
        {
            var limit = int.Parse((string?)form["limit"] ?? "10", CultureInfo.InvariantCulture);
            var all = Of(kind).Where(belongs).Reverse().ToList();
            var rest = form["starting_after"] is { } after ? all.SkipWhile(o => (string?)o["id"] != (string?)after).Skip(1).ToList() : all;
            return FakeAnswer.Ok(new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. rest.Take(limit).Select(o => o.DeepClone())]),
                ["has_more"] = rest.Count > limit,
            });
        }
    }

    public FakeAnswer MakeCustomer(JsonObject form)
    {
        lock (_lock)
        {
            return FakeAnswer.Ok(Add("cus", "customer", new JsonObject { ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject() }).DeepClone());
        }
    }

    public FakeAnswer MakeIntent(JsonObject form)
    {
        lock (_lock)
        {
            var (customer, methodId) = ((string?)form["customer"] ?? "", (string?)form["payment_method"] ?? "");
            if (Find("cus", customer) is null)
            {
                return FakeAnswer.Missing("customer", customer, "customer");
            }

            if (Find("pm", methodId) is not { } method)
            {
                return FakeAnswer.Missing("PaymentMethod", methodId, "payment_method");
            }

            if ((string?)method["customer"] != customer)
            {
                return FakeAnswer.Invalid(400, null, "payment_method", "The provided PaymentMethod cannot be attached. To reuse a PaymentMethod, you must attach it to a Customer first.");
            }

            if (!long.TryParse((string?)form["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount == 0)
            {
                return FakeAnswer.Invalid(400, "parameter_invalid_integer", "amount", "Invalid integer");
            }

            if (amount > 99_999_999)
            {
                return FakeAnswer.Invalid(400, "amount_too_large", "amount", "Amount must be no more than 999,999.99");
            }

            var intent = Add("pi", "payment_intent", new JsonObject
            {
                ["amount"] = amount,
                ["currency"] = form["currency"]!.DeepClone(),
                ["customer"] = customer,
                ["payment_method"] = methodId,
                ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject(),
                ["last_payment_error"] = null,
                ["latest_charge"] = null,
                ["status"] = "requires_confirmation",
            });
            return (string?)form["confirm"] == "true" ? Confirm(intent, method) : FakeAnswer.Ok(intent.DeepClone());
        }
    }

    public FakeAnswer CancelIntent(string id)
    {
        lock (_lock)
        {
            if (Find("pi", id) is not { } intent)
            {
                return FakeAnswer.Missing("payment_intent", id, "intent");
            }

            if ((string?)intent["status"] is "succeeded" or "canceled")
            {
                return FakeAnswer.Invalid(400, "payment_intent_unexpected_state", "intent", "You cannot cancel this PaymentIntent because of its status.");
            }

            intent["status"] = "canceled";
            Tell("payment_intent.canceled", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }
    }

    public string MakeForeignIntent()
    {
        lock (_lock)
        {
            var intent = Add("pi", "payment_intent", new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "succeeded", ["amount"] = 100, ["currency"] = "eur" });
            Tell("payment_intent.succeeded", intent);
            return (string)intent["id"]!;
        }
    }

    public void TakeLater(string intentId)
    {
        lock (_lock)
        {
            Find("pi", intentId)!["status"] = "succeeded";
            Tell("payment_intent.succeeded", Find("pi", intentId)!);
        }
    }

    public void MakeIntentsOfCustomer(int count)
    {
        lock (_lock)
        {
            var customer = (string)Of("cus").Single()["id"]!;
            for (var i = 0; i < count; i++)
            {
                Add("pi", "payment_intent", new JsonObject { ["customer"] = customer, ["metadata"] = new JsonObject(), ["status"] = "succeeded", ["amount"] = 100, ["currency"] = "eur" });
            }
        }
    }

    public FakeAnswer Refund(JsonObject form)
    {
        lock (_lock)
        {
            if (Find("pi", (string?)form["payment_intent"] ?? "") is not { } intent || (string?)intent["latest_charge"] is not { } chargeId)
            {
                return FakeAnswer.Missing("payment_intent", (string?)form["payment_intent"] ?? "", "payment_intent");
            }

            var charge = Find("ch", chargeId)!;
            var left = (long)charge["amount"]! - (long)charge["amount_refunded"]!;
            var amount = long.Parse((string?)form["amount"] ?? $"{left}", CultureInfo.InvariantCulture);
            if (left == 0)
            {
                return FakeAnswer.Invalid(400, "charge_already_refunded", "charge", $"Charge {chargeId} has already been refunded.");
            }

            if (amount > left)
            {
                return FakeAnswer.Invalid(400, null, "amount", "Refund amount is greater than unrefunded amount on charge");
            }

            charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;
            var refund = Add("re", "refund", new JsonObject
            {
                ["amount"] = amount,
                ["charge"] = chargeId,
                ["payment_intent"] = (string?)intent["id"],
                ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject(),
                ["status"] = HoldRefunds ? "pending" : "succeeded",
            });
            Tell("charge.refunded", charge);
            return FakeAnswer.Ok(refund.DeepClone());
        }
    }

    public void ResolveRefunds(string status)
    {
        lock (_lock)
        {
            foreach (var refund in Of("re").Where(r => (string?)r["status"] == "pending"))
            {
                refund["status"] = status;
                refund["failure_reason"] = status == "failed" ? "expired_or_canceled_card" : null;
            }
        }
    }

    public void Dispute(string intentId)
    {
        lock (_lock)
        {
            var intent = Find("pi", intentId)!;
            Tell("charge.dispute.created", Add("dp", "dispute", new JsonObject
            {
                ["payment_intent"] = intentId,
                ["charge"] = (string?)intent["latest_charge"],
                ["reason"] = "fraudulent",
                ["status"] = "needs_response",
            }));
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

            var intent = Add("seti", "setup_intent", new JsonObject { ["customer"] = customer, ["status"] = "requires_payment_method", ["usage"] = "off_session", ["payment_method"] = null });
            var session = Add("cs_test", "checkout.session", new JsonObject
            {
                ["mode"] = "setup",
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
                ["customer"] = (string?)session["customer"],
                ["card"] = CardOf(testMethod, month, year),
                ["test"] = testMethod,
            });
            var intent = Find("seti", (string)session["setup_intent"]!)!;
            intent["status"] = "succeeded";
            intent["payment_method"] = (string?)method["id"];
            session["status"] = "complete";
            Tell("checkout.session.completed", session);
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
            Tell("payment_method.detached", method, new JsonObject { ["customer"] = customer });
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
            Tell("payment_method.automatically_updated", method);
        }
    }

    private FakeAnswer Confirm(JsonObject intent, JsonObject method)
    {
        var card = FakeCard.Of((string)method["test"]!);
        if (card.Code is null)
        {
            var charge = Add("ch", "charge", new JsonObject
            {
                ["amount"] = (long)intent["amount"]!,
                ["amount_refunded"] = 0L,
                ["payment_intent"] = (string?)intent["id"],
            });
            intent["status"] = "succeeded";
            intent["latest_charge"] = (string?)charge["id"];
            Tell("payment_intent.succeeded", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }

        var error = new JsonObject { ["type"] = "card_error", ["code"] = card.Code, ["message"] = "Your card was declined." };
        if (card.DeclineCode is not null)
        {
            error["decline_code"] = card.DeclineCode;
        }

        if (card.Advice is not null)
        {
            error["advice_code"] = card.Advice;
        }

        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = error.DeepClone();
        intent["payment_method"] = null;
        Tell("payment_intent.payment_failed", intent);
        error["payment_intent"] = intent.DeepClone();
        return new FakeAnswer(402, new JsonObject { ["error"] = error });
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

    private JsonObject Add(string kind, string type, JsonObject made)
    {
        made["id"] = $"{kind}_{Guid.NewGuid():N}"[..(kind.Length + 25)];
        made["object"] = type;
        made["created"] = clock.GetUtcNow().ToUnixTimeSeconds();
        made["livemode"] = false;
        _objects.Add(made);
        return made;
    }

    private void Tell(string type, JsonObject about, JsonObject? previous = null) => _notices.Add(StripeNotice.Of(type, about, clock.GetUtcNow(), previous));

    private IEnumerable<JsonObject> Of(string kind) => _objects.Where(o => ((string)o["id"]!).StartsWith(kind + "_", StringComparison.Ordinal));

    private JsonObject? Find(string kind, string id) => Of(kind).FirstOrDefault(o => (string?)o["id"] == id);
}
