using System.Globalization;
using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Charges: PaymentIntents, and what becomes of them.</summary>
internal sealed partial class FakeAccount
{
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

            if (RefusedTypes(form) is { } refused)
            {
                return refused;
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
                ["payment_method_types"] = new JsonArray("card"),
                ["allowed_payment_method_types"] = form["allowed_payment_method_types"]?.DeepClone(),
                ["capture_method"] = "automatic_async",
                ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject(),
                ["last_payment_error"] = null,
                ["latest_charge"] = null,
                ["status"] = "requires_confirmation",
            });
            return (string?)form["confirm"] == "true" ? Confirm(intent, method) : FakeAnswer.Ok(intent.DeepClone());
        }
    }

    /// <summary>With the customer there: the bank's page is given instead of a decline.</summary>
    public FakeAnswer ConfirmIntent(string id, JsonObject form)
    {
        lock (_lock)
        {
            if (Find("pi", id) is not { } intent)
            {
                return FakeAnswer.Missing("payment_intent", id, "intent");
            }

            if ((string?)intent["status"] is "succeeded" or "canceled")
            {
                return FakeAnswer.Invalid(400, "payment_intent_unexpected_state", "intent", "You cannot confirm this PaymentIntent because of its status.");
            }

            if (Find("pm", (string?)form["payment_method"] ?? "") is null)
            {
                return FakeAnswer.Invalid(400, "payment_intent_unexpected_state", "payment_method", "You cannot confirm this PaymentIntent because it's missing a payment method.");
            }

            intent["status"] = "requires_action";
            intent["payment_method"] = form["payment_method"]!.DeepClone();
            intent["next_action"] = new JsonObject
            {
                ["type"] = "redirect_to_url",
                ["redirect_to_url"] = new JsonObject { ["url"] = $"https://hooks.stripe.com/3d_secure_2/{id}", ["return_url"] = (string?)form["return_url"] },
            };
            Notify("payment_intent.requires_action", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }
    }

    /// <summary>What the customer does on the bank's page.</summary>
    public void AnswerBank(string intentId, bool confirmed)
    {
        lock (_lock)
        {
            var intent = Find("pi", intentId)!;
            intent["next_action"] = null;
            intent["status"] = confirmed ? "succeeded" : "requires_payment_method";
            intent["last_payment_error"] = confirmed ? null : new JsonObject { ["type"] = "invalid_request_error", ["code"] = "payment_intent_authentication_failure" };
            Notify(confirmed ? "payment_intent.succeeded" : "payment_intent.payment_failed", intent);
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
            Notify("payment_intent.canceled", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }
    }

    public string MakeForeignIntent()
    {
        lock (_lock)
        {
            var intent = Add("pi", "payment_intent", new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "succeeded", ["amount"] = 100, ["currency"] = "eur" });
            Notify("payment_intent.succeeded", intent);
            return (string)intent["id"]!;
        }
    }

    public void TakeLater(string intentId)
    {
        lock (_lock)
        {
            Find("pi", intentId)!["status"] = "succeeded";
            Notify("payment_intent.succeeded", Find("pi", intentId)!);
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

    private FakeAnswer Confirm(JsonObject intent, JsonObject method)
    {
        var card = FakeCard.Of((string)method["test"]!);
        if (card.AsksForCustomer)
        {
            intent["status"] = "requires_action";
            intent["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject() };
            Notify("payment_intent.requires_action", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }

        if (card.Code is null)
        {
            var charge = Add("ch", "charge", new JsonObject
            {
                ["amount"] = (long)intent["amount"]!,
                ["amount_refunded"] = 0L,
                ["currency"] = (string?)intent["currency"],
                ["customer"] = (string?)intent["customer"],
                ["payment_method"] = (string?)method["id"],
                ["paid"] = true,
                ["refunded"] = false,
                ["status"] = "succeeded",
                ["payment_intent"] = (string?)intent["id"],
            });
            intent["status"] = "succeeded";
            intent["latest_charge"] = (string?)charge["id"];
            Notify("payment_intent.succeeded", intent);
            return FakeAnswer.Ok(intent.DeepClone());
        }

        var error = new JsonObject
        {
            ["type"] = "card_error",
            ["code"] = card.Code,
            ["message"] = "Your card was declined.",
            ["doc_url"] = $"https://docs.stripe.com/error-codes/{card.Code.Replace('_', '-')}",
            ["payment_method"] = method.DeepClone(),
        };
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
        Notify("payment_intent.payment_failed", intent);
        error["payment_intent"] = intent.DeepClone();
        return new FakeAnswer(402, new JsonObject { ["error"] = error });
    }

    /// <summary>Since endive the types are a filter over what the account accepts, and the list that named them is refused.</summary>
    private static FakeAnswer? RefusedTypes(JsonObject form) =>
        form["payment_method_types"] is not null
            ? FakeAnswer.Invalid(400, "payment_method_types_no_longer_supported", "payment_method_types", "payment_method_types can no longer be passed.")
        : form["allowed_payment_method_types"] is JsonArray types && !types.Any(type => (string?)type == "card")
            ? FakeAnswer.Invalid(400, null, "payment_method", "The PaymentMethod's type is not among those allowed for this PaymentIntent.")
        : null;
}
