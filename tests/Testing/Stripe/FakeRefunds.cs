using System.Globalization;
using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Money that goes back: refunds, and disputes.</summary>
internal sealed partial class FakeAccount
{
    public bool HoldRefunds { get; set; }

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
            charge["refunded"] = amount == left;
            var refund = Add("re", "refund", new JsonObject
            {
                ["amount"] = amount,
                ["currency"] = (string?)charge["currency"],
                ["charge"] = chargeId,
                ["payment_intent"] = (string?)intent["id"],
                ["metadata"] = form["metadata"]?.DeepClone() ?? new JsonObject(),
                ["status"] = HoldRefunds ? "pending" : "succeeded",
            });
            Notify("charge.refunded", charge);
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
            Notify("charge.dispute.created", Add("dp", "dispute", new JsonObject
            {
                ["amount"] = (long)intent["amount"]!,
                ["currency"] = (string?)intent["currency"],
                ["payment_intent"] = intentId,
                ["charge"] = (string?)intent["latest_charge"],
                ["reason"] = "fraudulent",
                ["status"] = "needs_response",
            }));
        }
    }
}
