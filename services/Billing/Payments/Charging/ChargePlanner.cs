using Billing.Invoices;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Billing.Payments.Charging;

/// <summary>Decides that an invoice is to be charged; <see cref="ProcessPayments"/> does it. The caller saves.</summary>
internal sealed class ChargePlanner(BillingDb db, TimeProvider clock)
{
    /// <summary>A schedule does not try an invoice again before this time is over.</summary>
    internal static readonly TimeSpan BetweenTries = TimeSpan.FromHours(12);

    /// <summary>An invoice became final: charged when its customer has a default payment method.</summary>
    public async Task ChargeIssued(Invoice invoice, CancellationToken ct) =>
        ChargeIssued(invoice, await db.ProfileOf(invoice.CustomerId, clock.GetUtcNow(), ct));

    public void ChargeIssued(Invoice invoice, PaymentProfile profile) => Charge(invoice, profile, 1);

    /// <summary>An invoice that nothing was due on is due again, as a close was undone.</summary>
    public async Task ChargeReopened(Invoice invoice, CancellationToken ct) =>
        Charge(invoice, await db.ProfileOf(invoice.CustomerId, clock.GetUtcNow(), ct), await NextNumber(invoice, ct));

    private void Charge(Invoice invoice, PaymentProfile profile, int number)
    {
        if (invoice.State != InvoiceState.Open || invoice.PendingAttemptId is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (profile.DefaultMethodId is null)
        {
            // A card that is being added at this moment must see this invoice, or this invoice the card.
            profile.Touch(now);
            return;
        }

        Plan(invoice, number, Caller.System, now);
    }

    /// <summary>
    /// The customer has a new default payment method: what is due is charged to it, but for what is being charged already. A charge that waits for the
    /// customer's confirmation is cancelled for it first.
    /// </summary>
    public async Task ChargeOpenInvoices(Guid customer, EventActor actor, CancellationToken ct)
    {
        var open = await db.Invoices
            .Where(i => i.CustomerId == customer && i.State == InvoiceState.Open && i.PendingAttemptId == null)
            .OrderBy(i => i.CreatedAt).ToListAsync(ct);
        foreach (var invoice in open)
        {
            Plan(invoice, await NextNumber(invoice, ct), actor, clock.GetUtcNow());
        }

        var unconfirmed = await db.Invoices
            .Where(i => i.CustomerId == customer && i.State == InvoiceState.Open && i.PendingAttemptId != null)
            .Join(db.PaymentAttempts.Where(a => a.ConfirmBy != null), i => i.PendingAttemptId, a => a.Id, (_, a) => a).ToListAsync(ct);
        unconfirmed.ForEach(a => a.Replace(clock.GetUtcNow()));
    }

    /// <exception cref="DomainException">INVOICE_NOT_OPEN, PAYMENT_UNRESOLVED, CONFIRMATION_REQUIRED, NO_PAYMENT_METHOD, HARD_DECLINED, TOO_MANY_ATTEMPTS.</exception>
    public async Task Retry(Invoice invoice, EventActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        invoice.RequireOpen("can be charged");
        invoice.RequireNoPendingCharge();
        var profile = await db.PaymentProfiles.FirstOrDefaultAsync(p => p.Id == invoice.CustomerId, ct);
        var method = await db.DefaultMethodOf(profile, ct)
            ?? throw DomainException.FailedPrecondition("NO_PAYMENT_METHOD", "The customer has no default payment method.");
        if (method.RefusedFor is not null)
        {
            throw DomainException.FailedPrecondition("HARD_DECLINED", "The bank does not accept this payment method. Another one is needed.");
        }

        if (await db.IsExhausted(method, now, ct))
        {
            throw DomainException.FailedPrecondition("TOO_MANY_ATTEMPTS",
                $"This card was tried {ChargeRules.MaximumAttempts} times in {ChargeRules.Window.TotalDays:F0} days. Use another one, or wait.");
        }

        await PlanRetry(invoice, actor, now, timing: null, ct);
    }

    /// <summary>Charges the open ones of these invoices of one customer once more.</summary>
    /// <exception cref="DomainException">PAYMENT_UNRESOLVED or CONFIRMATION_REQUIRED when all of them are being charged, NO_PAYMENT_METHOD, HARD_DECLINED, TOO_MANY_ATTEMPTS.</exception>
    public async Task RetryAll(IReadOnlyList<Invoice> invoices, EventActor actor, CancellationToken ct)
    {
        List<Invoice> open = [.. invoices.Unpaid()];
        if (open.Count > 0 && open.TrueForAll(i => i.PendingAttemptId is not null))
        {
            open[0].RequireNoPendingCharge();
        }

        foreach (var invoice in open.Where(i => i.PendingAttemptId is null))
        {
            await Retry(invoice, actor, ct);
        }
    }

    /// <summary>The same, for a schedule: what may not be charged now, or was tried a short while ago, is left alone.</summary>
    /// <param name="timing">What decided that it is made now; null where a customer or staff did.</param>
    public async Task RetryWhereAllowed(IReadOnlyList<Invoice> invoices, EventActor actor, RetryTimingKind? timing, CancellationToken ct)
    {
        foreach (var invoice in invoices.Unpaid().Where(i => i.PendingAttemptId is null))
        {
            var now = clock.GetUtcNow();
            var profile = await db.PaymentProfiles.FirstOrDefaultAsync(p => p.Id == invoice.CustomerId, ct);
            var recently = now - BetweenTries;
            if (await db.DefaultMethodOf(profile, ct) is { RefusedFor: null } method
                && !await db.IsExhausted(method, now, ct)
                && !await db.PaymentAttempts.AnyAsync(a => a.InvoiceId == invoice.Id && a.StartedAt > recently, ct))
            {
                await PlanRetry(invoice, actor, now, timing, ct);
            }
        }
    }

    private async Task PlanRetry(Invoice invoice, EventActor actor, DateTimeOffset now, RetryTimingKind? timing, CancellationToken ct)
    {
        var last = await db.PaymentAttempts.Where(a => a.InvoiceId == invoice.Id).OrderByDescending(a => a.Number).Select(a => a.Cause).FirstOrDefaultAsync(ct);
        Plan(invoice, await NextNumber(invoice, ct), actor, now, last, timing);
    }

    private void Plan(Invoice invoice, int number, EventActor actor, DateTimeOffset now, FailureCause? retriedFor = null, RetryTimingKind? timing = null)
    {
        var attempt = PaymentAttempt.Plan(invoice, number, actor, now, retriedFor, timing);
        invoice.AwaitCharge(attempt, now);
        db.PaymentAttempts.Add(attempt);
    }

    private async Task<int> NextNumber(Invoice invoice, CancellationToken ct) =>
        1 + await db.PaymentAttempts.CountAsync(a => a.InvoiceId == invoice.Id, ct);
}
