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

    public string Dispute(string intentId, long? amount)
    {
        lock (_lock)
        {
            var intent = Find("pi", intentId)!;
            var dispute = Add("dp", "dispute", new JsonObject
            {
                ["amount"] = amount ?? long.Parse($"{intent["amount"]}", CultureInfo.InvariantCulture),
                ["currency"] = (string?)intent["currency"],
                ["payment_intent"] = intentId,
                ["charge"] = (string?)intent["latest_charge"],
                ["reason"] = "fraudulent",
                ["status"] = "needs_response",
                ["balance_transactions"] = new JsonArray(),
            });
            Notify("charge.dispute.created", dispute);
            return (string)dispute["id"]!;
        }
    }

    /// <summary>In an account that is kept in another currency than the charge's: half of its amounts.</summary>
    public void MoveDisputed(string id, bool reinstated)
    {
        lock (_lock)
        {
            var dispute = Find("dp", id)!;
            var amount = (long)dispute["amount"]! / 2;
            dispute["balance_transactions"]!.AsArray().Add(new JsonObject
            {
                ["id"] = $"txn_{Guid.NewGuid():N}", ["object"] = "balance_transaction", ["amount"] = reinstated ? amount : -amount, ["currency"] = "usd",
                ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["type"] = "adjustment",
            });
            dispute["status"] = reinstated ? "won" : "under_review";
            Notify(reinstated ? "charge.dispute.funds_reinstated" : "charge.dispute.funds_withdrawn", dispute);
        }
    }
}
