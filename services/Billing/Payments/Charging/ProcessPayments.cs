using Billing.AccountCredits;
using Billing.Credits.Refunds;
using Billing.Invoices;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;
using ServiceDefaults.Errors;
using ServiceDefaults.Faults;

namespace Billing.Payments.Charging;

/// <summary>
/// Takes up attempts that are due. That the provider is asked is saved before it is; so whoever finds an attempt in progress, after
/// a crash or a time-out, first asks what became of it (domain.md C8).
/// </summary>
internal sealed partial class ProcessPayments(IPaymentProvider provider, FaultPoints faults, TimeProvider clock, ILogger<ProcessPayments> logger) : DueWork<BillingDb>
{
    private const int MaximumTries = 5;
    private static readonly TimeSpan CallLimit = PaymentAttempt.LongestCall / 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    public override string Name => "process-payments";

    /// <summary>A provider may be slow: no lock is held while it makes up its mind.</summary>
    public override bool InTransaction => false;

    public override int AtOnce => 8;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.PaymentAttempts.Where(a => a.NextStepAt <= now).OrderBy(a => a.NextStepAt)
            .Select(a => new DueItem { Id = a.Id, At = a.NextStepAt!.Value });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.SingleAsync(a => a.Id == id, ct);
        if (attempt.NextStepAt is null || attempt.NextStepAt > now)
        {
            return;
        }

        var first = attempt.State == PaymentAttemptState.Waiting;
        if (first && !await Begin(db, attempt, now, ct))
        {
            return;
        }

        if (!first)
        {
            attempt.AskAgain(now);
        }

        // Of two who read it at the same moment one fails here, before anything is asked.
        await db.SaveChangesAsync(ct);

        // A stop of the process waits from here on: cut off in the middle, nobody would know what became of it.
        var outcome = await Ask(id, first ? Charge(attempt.Order) : attempt.IsAbandoned(now) ? Cancel(attempt.Order) : FindOrCharge(attempt.Order));
        faults.Pass("charge.before-record", provider.Name);
        await Record(db, id, outcome);
    }

    /// <summary>False when there is nothing to ask the provider for; the loop saves what is known instead.</summary>
    private static async Task<bool> Begin(BillingDb db, PaymentAttempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var invoice = await db.Invoices.SingleAsync(i => i.Id == attempt.InvoiceId, ct);
        var profile = await db.PaymentProfiles.FirstOrDefaultAsync(p => p.Id == invoice.CustomerId, ct);
        if (invoice.State != InvoiceState.Open || await db.DefaultMethodOf(profile, ct) is not { } method)
        {
            attempt.Cancel(now);
            invoice.ChargeCancelled(now);
            return false;
        }

        attempt.Choose(method, invoice.AmountDue);
        // Two invoices that begin at the same moment must count each other.
        profile!.Touch(now);
        if (await Forbidden(db, method, now, ct) is { } failure)
        {
            attempt.Fail(failure, now);
            invoice.ChargeFailed(attempt, now);
            Count("not_sent", attempt);
            return false;
        }

        attempt.Start(now, invoice.CustomerTimeZone);
        return true;
    }

    /// <summary>A try that the rules forbid fails without the provider being asked; null when it may be made.</summary>
    private static async Task<ChargeFailed?> Forbidden(BillingDb db, SavedPaymentMethod method, DateTimeOffset now, CancellationToken ct) =>
        method.RefusedFor is { } cause ? new ChargeFailed(cause, Hard: true, "refused_before")
        : await db.IsExhausted(method, now, ct) ? new ChargeFailed(FailureCause.Unknown, Hard: false, "too_many_attempts")
        : null;

    private Func<CancellationToken, Task<ChargeOutcome>> Charge(ChargeOrder order) => limit => provider.Charge(order, limit);

    /// <summary>A charge that the provider never heard of is asked for again, under the same key: should the first still be on its way, only one counts.</summary>
    private Func<CancellationToken, Task<ChargeOutcome>> FindOrCharge(ChargeOrder order) =>
        async limit => await provider.Find(order, limit) ?? await provider.Charge(order, limit);

    /// <summary>One that cannot be cancelled now is asked for again later, as any whose outcome is not known.</summary>
    private Func<CancellationToken, Task<ChargeOutcome>> Cancel(ChargeOrder order) =>
        async limit => await provider.Cancel(order, limit) is var outcome and not ChargeRequiresAction ? outcome : new ChargeUnknown();

    private async Task<ChargeOutcome> Ask(Guid id, Func<CancellationToken, Task<ChargeOutcome>> question)
    {
        using var limit = new CancellationTokenSource(CallLimit);
        try
        {
            return await question(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e)
        {
            Log.NoAnswer(logger, provider.Name, id, e);
            return new ChargeUnknown();
        }
    }

    /// <summary>
    /// Writes down what the provider said, beside whatever happened to the invoice meanwhile. Should it fail for good, the attempt stays
    /// in progress, and the provider is asked again.
    /// </summary>
    private async Task Record(BillingDb db, Guid id, ChargeOutcome outcome)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            try
            {
                var attempt = await db.PaymentAttempts.SingleAsync(a => a.Id == id);
                if (attempt.IsOpen)
                {
                    await Apply(db, attempt, outcome);
                    await db.SaveChangesAsync(CancellationToken.None);
                    Count(Word(outcome), attempt);
                }

                return;
            }
            catch (Exception e) when (tries < MaximumTries && (TransientFailure.Is(e) || TransientFailure.IsConflict(e)))
            {
                await Task.Delay(BetweenTries);
            }
        }
    }

    private async Task Apply(BillingDb db, PaymentAttempt attempt, ChargeOutcome outcome)
    {
        var now = clock.GetUtcNow();
        if (outcome is ChargeUnknown)
        {
            attempt.NotKnown(now);
            return;
        }

        var invoice = await db.Invoices.SingleAsync(i => i.Id == attempt.InvoiceId);
        if (outcome is ChargeRequiresAction asked)
        {
            var isNews = attempt.AwaitConfirmation(asked.ExpiresAt, now);
            invoice.AwaitConfirmation(attempt, isNews, now);
        }
        else if (outcome is ChargeSucceeded success)
        {
            attempt.Succeed(now);
            invoice.ChargeSucceeded(attempt, success.Reference, now);
            var balances = new CustomerBalances(db, clock);
            var surplus = await balances.ReleaseSurplus(invoice, attempt.Actor, creditNote: "", note: "", CancellationToken.None);
            if (surplus > 0)
            {
                await ClosingRefund.OfLateCharge(db, balances, invoice, surplus, clock, CancellationToken.None);
            }
        }
        else if (outcome is ChargeFailed failure)
        {
            attempt.Fail(failure, now);
            if (attempt.Replaced)
            {
                invoice.ChargeCancelled(now);
                await new ChargePlanner(db, clock).ChargeReopened(invoice, CancellationToken.None);
                return;
            }

            invoice.ChargeFailed(attempt, now);
            if (failure.Hard && await db.PaymentMethods.FirstOrDefaultAsync(m => m.Id == attempt.MethodId) is { } method)
            {
                method.Refuse(failure.Cause, now);
            }
        }
    }

    private static string Word(ChargeOutcome outcome) => outcome switch
    {
        ChargeSucceeded => "succeeded",
        ChargeFailed => "failed",
        ChargeRequiresAction => "requires_action",
        _ => "unknown",
    };

    private static void Count(string outcome, PaymentAttempt attempt) => BillingMetrics.Charges.Add(1,
        new KeyValuePair<string, object?>("outcome", outcome),
        new KeyValuePair<string, object?>("cause", attempt.Cause is { } cause ? AttemptWire.EventName(cause) : ""));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Provider} gave no clear answer to charge attempt {Attempt}; it is asked again")]
        public static partial void NoAnswer(ILogger logger, string provider, Guid attempt, Exception exception);
    }
}
