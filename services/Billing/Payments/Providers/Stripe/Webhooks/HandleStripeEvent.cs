using System.Globalization;
using Billing.AccountCredits;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Methods.Setups;
using Billing.Payments.Reversals;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;
using ServiceDefaults.Errors;
using Stripe;
using PaymentMethodService = Billing.Payments.Methods.PaymentMethodService;

namespace Billing.Payments.Providers.Stripe.Webhooks;

/// <summary>
/// Acts on what Stripe told. An event only says where to look: what is true is asked for, so that late, repeated and reordered events do
/// no harm. What happened at Stripe and has no counterpart here is parked, where staff see it; a retry of it says that it was seen to.
/// </summary>
internal sealed partial class HandleStripeEvent(StripeApi api, IPaymentProvider provider, TimeProvider clock, ILogger<HandleStripeEvent> logger) : DueWork<BillingDb>
{
    private const string Succeeded = "payment_intent.succeeded";
    private const string Failed = "payment_intent.payment_failed";
    private const string Cancelled = "payment_intent.canceled";
    private const string Detached = "payment_method.detached";
    private const string Updated = "payment_method.updated";
    private const string AutomaticallyUpdated = "payment_method.automatically_updated";
    private const string SetupDone = "checkout.session.completed";
    private const string Refunded = "charge.refunded";
    private const string Disputed = "charge.dispute.created";
    private const string Withdrawn = "charge.dispute.funds_withdrawn";
    private const string Reinstated = "charge.dispute.funds_reinstated";

    public override string Name => "stripe-event";

    public override bool InTransaction => false;

    public static bool Handles(string type) =>
        type is Succeeded or Failed or Cancelled or Detached or Updated or AutomaticallyUpdated or SetupDone or Refunded or Disputed or Withdrawn or Reinstated;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.Set<StripeEvent>().Where(e => e.NextStepAt <= now).OrderBy(e => e.NextStepAt).Select(e => new DueItem { Id = e.Id, At = e.NextStepAt });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var received = await db.Set<StripeEvent>().SingleOrDefaultAsync(e => e.Id == id, ct);
        if (received is null || received.NextStepAt > now)
        {
            return;
        }

        if (received.CompletedAt is not null)
        {
            db.Remove(received);
            return;
        }

        await (received.Type switch
        {
            Succeeded or Failed or Cancelled => ChargeChanged(db, received, now, ct),
            Detached => CardTakenAway(db, received, ct),
            Updated or AutomaticallyUpdated => CardChanged(db, received, now, ct),
            SetupDone => CardEntered(db, received, ct),
            Refunded => MoneyGivenBack(db, received, ct),
            Withdrawn or Reinstated => MoneyMoved(db, received, now, ct),
            _ => MoneyDisputed(db, received, ct),
        });
        if (received.NextStepAt <= now)
        {
            received.Complete(now);
            StripeWebhook.Count("handled", received.Type);
        }
    }

    /// <summary>The attempt is woken: <see cref="ProcessPayments"/> alone asks what became of it and writes that down.</summary>
    private async Task ChargeChanged(BillingDb db, StripeEvent received, DateTimeOffset now, CancellationToken ct)
    {
        var intent = await api.Find(v1 => v1.PaymentIntents.GetAsync(received.ObjectId, cancellationToken: ct), StripeIntent.Read);
        var attempt = Guid.TryParse(intent?.Attempt, CultureInfo.InvariantCulture, out var id) ? await db.PaymentAttempts.FirstOrDefaultAsync(a => a.Id == id, ct) : null;
        if (intent is null || attempt is null)
        {
            Log.NotOurs(logger, received.Type, received.ObjectId);
            return;
        }

        attempt.Wake(now);
        if (intent.Status == "succeeded" && attempt.State is PaymentAttemptState.Failed or PaymentAttemptState.Cancelled)
        {
            await NeedsStaff(db, received, $"Stripe took the money of {intent.Id}, which stands here as {attempt.State.ToString().ToLowerInvariant()} (charge attempt {attempt.Id}). Give it back at Stripe or register it by hand", ct);
        }
    }

    private async Task CardTakenAway(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        if (await CardOf(db, received, ct) is { } method && !await IsAttached(method, ct))
        {
            await Methods(db).Remove(method, ct);
        }
    }

    private async Task CardChanged(BillingDb db, StripeEvent received, DateTimeOffset now, CancellationToken ct)
    {
        if (await CardOf(db, received, ct) is not { } method)
        {
            return;
        }

        var card = await api.Find(v1 => v1.PaymentMethods.GetAsync(received.ObjectId, cancellationToken: ct), StripeProvider.FactsOf);
        if (card is null || !method.Renew(card, now))
        {
            return;
        }

        // New details: what is open is charged at once (domain.md A3).
        var profile = await db.ProfileOf(method.CustomerId, now, ct);
        if (profile.DefaultMethodId == method.Id)
        {
            profile.Touch(now);
            await new ChargePlanner(db, clock).ChargeOpenInvoices(method.CustomerId, Caller.System, ct);
        }
    }

    /// <summary>Also when the customer never came back from Stripe's page, and when the page was forgotten here for that.</summary>
    private async Task CardEntered(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        var setups = new SetupService(db, provider, Methods(db), clock);
        if (await setups.OwnerOf(received.ObjectId, ct) is not { } customer)
        {
            Log.NotOurs(logger, received.Type, received.ObjectId);
            return;
        }

        try
        {
            await setups.Finish(customer, received.ObjectId, Caller.System, ct);
        }
        catch (DomainException refusal) when (refusal.Reason is "SETUP_USED" or "SETUP_NOT_FINISHED" or "TOO_MANY_PAYMENT_METHODS")
        {
            Log.NotSaved(logger, received.ObjectId, refusal.Reason);
        }
    }

    /// <summary>Refunds that bear our key are ours and known.</summary>
    private async Task MoneyGivenBack(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        var options = new RefundListOptions { Charge = received.ObjectId, Limit = StripeProvider.PageSize };
        var foreign = await api.Ask(v1 => v1.Refunds.ListAutoPagingAsync(options, cancellationToken: ct)
            .Where(refund => refund.Status is not ("failed" or "canceled") && StripeProvider.KeyOf(refund).Length == 0).Select(refund => refund.Id).ToListAsync(ct).AsTask());
        var intent = await api.Ask(v1 => v1.Charges.GetAsync(received.ObjectId, cancellationToken: ct), charge => charge.PaymentIntentId);
        if (foreign.Count > 0 && await InvoiceOf(db, intent, ct) is { } invoice)
        {
            await NeedsStaff(db, received, $"Money of invoice {invoice} was refunded at Stripe, past this system ({string.Join(", ", foreign)}). Write it down here too", ct);
        }
    }

    private async Task MoneyDisputed(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        var (intent, reason) = await api.Ask(v1 => v1.Disputes.GetAsync(received.ObjectId, cancellationToken: ct), dispute => (dispute.PaymentIntentId, dispute.Reason));
        if (await InvoiceOf(db, intent, ct) is { } invoice)
        {
            await NeedsStaff(db, received, $"The payment of invoice {invoice} is disputed ({received.ObjectId}, {reason}). Answer it at Stripe in time", ct);
        }
    }

    /// <summary>
    /// The bank took disputed money back, or gave it again: what the dispute says now is written down, whichever of both was told. Should the payment itself not be here yet, it
    /// is asked for first.
    /// </summary>
    private async Task MoneyMoved(BillingDb db, StripeEvent received, DateTimeOffset now, CancellationToken ct)
    {
        var dispute = await api.Ask(v1 => v1.Disputes.GetAsync(received.ObjectId, cancellationToken: ct), StripeDispute.Read);
        var intent = dispute.Intent is null ? null : await api.Find(v1 => v1.PaymentIntents.GetAsync(dispute.Intent, cancellationToken: ct), StripeIntent.Read);
        var attempt = Guid.TryParse(intent?.Attempt, CultureInfo.InvariantCulture, out var id) ? await db.PaymentAttempts.FirstOrDefaultAsync(a => a.Id == id, ct) : null;
        if (attempt is null)
        {
            Log.NotOurs(logger, received.Type, received.ObjectId);
            return;
        }

        var invoice = await db.Invoices.SingleAsync(i => i.Id == attempt.InvoiceId, ct);
        if (invoice.Payments.FirstOrDefault(p => p.AttemptId == attempt.Id) is { } payment)
        {
            await Apply(db, received, dispute, invoice, payment, ct);
        }
        else if (attempt.IsOpen)
        {
            attempt.Wake(now);
            received.Postpone(now);
        }
        else
        {
            await NeedsStaff(db, received, $"The bank moved money of a charge that stands here as {attempt.State.ToString().ToLowerInvariant()} (charge attempt {attempt.Id}, dispute {dispute.Id}). Write it down by hand", ct);
        }
    }

    private async Task Apply(BillingDb db, StripeEvent received, StripeDispute dispute, Invoices.Invoice invoice, Payment payment, CancellationToken ct)
    {
        var reversals = new PaymentReversals(db, new CustomerBalances(db, clock), clock);
        var known = await db.Reversals.FirstOrDefaultAsync(r => r.InvoiceId == invoice.Id && r.Reference == dispute.Id, ct);
        if (dispute.Currency != invoice.Currency || StripeAmount.From(dispute.Missing, dispute.Currency) is not { } missing)
        {
            await CannotBeWritten(db, received, dispute, invoice, $"it is in {dispute.Currency}", ct);
            return;
        }

        try
        {
            if (known is null && missing > 0)
            {
                var day = CivilTime.DayOf(dispute.WithdrawnAt ?? received.CreatedAt, invoice.CustomerTimeZone);
                var date = day < payment.ReceivedDate ? payment.ReceivedDate : day;
                await reversals.Reverse(invoice, payment, missing, new ReversalFacts(ReversalKind.Chargeback, date, dispute.Id, dispute.Reason), Caller.System, ct);
                BillingMetrics.PaymentReversals.Add(1, new KeyValuePair<string, object?>("kind", ReversalWire.EventName(ReversalKind.Chargeback)));
            }
            else if (missing < known?.Missing)
            {
                await reversals.Restore(invoice, known, known.Missing - missing, dispute.Status, Caller.System, ct);
            }
            else if (missing > known?.Missing)
            {
                await CannotBeWritten(db, received, dispute, invoice, "money that stood again was taken once more", ct);
            }
        }
        catch (DomainException refusal)
        {
            // It was refused before anything was changed.
            await CannotBeWritten(db, received, dispute, invoice, refusal.Message.TrimEnd('.'), ct);
        }
    }

    private Task CannotBeWritten(BillingDb db, StripeEvent received, StripeDispute dispute, Invoices.Invoice invoice, string why, CancellationToken ct) =>
        NeedsStaff(db, received, $"Money of invoice {invoice.Number} that was disputed at Stripe ({dispute.Id}) cannot be written down: {why}. Do it by hand", ct);

    /// <summary>Number of the invoice that was paid by it; null when it is none of ours.</summary>
    private async Task<string?> InvoiceOf(BillingDb db, string? intentId, CancellationToken ct)
    {
        if (intentId is null)
        {
            return null;
        }

        var intent = await api.Ask(v1 => v1.PaymentIntents.GetAsync(intentId, cancellationToken: ct), StripeIntent.Read);
        return Guid.TryParse(intent.Attempt, CultureInfo.InvariantCulture, out var id)
            ? await db.PaymentAttempts.Where(a => a.Id == id).Join(db.Invoices, a => a.InvoiceId, i => i.Id, (_, i) => i.Number).FirstOrDefaultAsync(ct)
            : null;
    }

    private async Task<SavedPaymentMethod?> CardOf(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        var customer = await db.Set<ProviderCustomer>().Where(c => c.Provider == provider.Name && c.Reference == received.CustomerReference)
            .Select(c => (Guid?)c.CustomerId).FirstOrDefaultAsync(ct);
        var token = $"{received.CustomerReference}/{received.ObjectId}";
        return customer is null ? null : await db.PaymentMethods.FirstOrDefaultAsync(m => m.CustomerId == customer && m.Token == token, ct);
    }

    private async Task<bool> IsAttached(SavedPaymentMethod method, CancellationToken ct)
    {
        var card = StripeToken.Parse(method.Token)!;
        return await api.Find(v1 => v1.PaymentMethods.GetAsync(card.Method, cancellationToken: ct), there => there.CustomerId) == card.Customer;
    }

    private PaymentMethodService Methods(BillingDb db) => new(db, provider, new ChargePlanner(db, clock), clock);

    /// <summary>Parks the event with these words; when it was parked with them and is tried again, staff have seen to it.</summary>
    private async Task NeedsStaff(BillingDb db, StripeEvent received, string what, CancellationToken ct)
    {
        var words = $"{what}, then retry this.";
        if (!await db.WorkLeases.AnyAsync(l => l.Work == Name && l.ItemId == received.Id && l.LastError == words, ct))
        {
            StripeWebhook.Count("needs_staff", received.Type);
            throw new NeedsStaffException(words);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Stripe sent {Type} of {Subject}, which is none of ours")]
        public static partial void NotOurs(ILogger logger, string type, string subject);

        [LoggerMessage(LogLevel.Information, "The card of {Setup} is not saved: {Reason}")]
        public static partial void NotSaved(ILogger logger, string setup, string reason);
    }
}
