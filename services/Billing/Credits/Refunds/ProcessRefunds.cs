using Billing.AccountCredits;
using Billing.Payments.Charging;
using Billing.Payments.Providers;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;
using ServiceDefaults.Errors;
using ServiceDefaults.Faults;

namespace Billing.Credits.Refunds;

/// <summary>
/// Takes up refunds that are due, as <see cref="ProcessPayments"/> does with charges: that the provider is asked is saved before it
/// is; whoever finds a refund in progress first asks what became of it (domain.md C8).
/// </summary>
internal sealed partial class ProcessRefunds(IPaymentProvider provider, FaultPoints faults, TimeProvider clock, ILogger<ProcessRefunds> logger) : DueWork<BillingDb>
{
    private const int MaximumTries = 5;
    private static readonly TimeSpan CallLimit = PaymentAttempt.LongestCall / 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    public override string Name => "process-refunds";

    /// <summary>A provider may be slow: no lock is held while it makes up its mind.</summary>
    public override bool InTransaction => false;

    public override int AtOnce => 8;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.Refunds.Where(r => r.NextStepAt <= now).OrderBy(r => r.NextStepAt)
            .Select(r => new DueItem { Id = r.Id, At = r.NextStepAt!.Value });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var refund = await db.Refunds.SingleAsync(r => r.Id == id, ct);
        if (refund.NextStepAt is null || refund.NextStepAt > now)
        {
            return;
        }

        var first = refund.State == RefundState.Waiting;
        if (first)
        {
            refund.Start(now);
        }
        else
        {
            refund.AskAgain(now);
        }

        // Of two who read it at the same moment one fails here, before anything is asked.
        await db.SaveChangesAsync(ct);

        // A stop of the process waits from here on: cut off in the middle, nobody would know what became of it.
        var outcome = await Ask(refund.Order, first);
        faults.Pass("refund.before-record", provider.Name);
        await Record(db, id, outcome);
    }

    /// <summary>A refund that the provider never heard of is sent again, under the same key: should the first still be on its way, only one counts.</summary>
    private async Task<RefundOutcome> Ask(RefundOrder order, bool first)
    {
        using var limit = new CancellationTokenSource(CallLimit);
        try
        {
            var known = first ? null : await provider.FindRefund(order, limit.Token).WaitAsync(limit.Token);
            return known ?? await provider.Refund(order, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e)
        {
            Log.NoAnswer(logger, provider.Name, order.IdempotencyKey, e);
            return new RefundUnknown();
        }
    }

    /// <summary>Writes down what the provider said. Should it fail for good, the refund stays in progress, and the provider is asked again.</summary>
    private async Task Record(BillingDb db, Guid id, RefundOutcome outcome)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            try
            {
                var refund = await db.Refunds.SingleAsync(r => r.Id == id);
                if (refund.IsOpen)
                {
                    await Apply(db, refund, outcome);
                    await db.SaveChangesAsync(CancellationToken.None);
                    BillingMetrics.Refunds.Add(1, new KeyValuePair<string, object?>("outcome", Word(outcome)));
                }

                return;
            }
            catch (Exception e) when (tries < MaximumTries && (TransientFailure.Is(e) || TransientFailure.IsConflict(e)))
            {
                await Task.Delay(BetweenTries);
            }
        }
    }

    private async Task Apply(BillingDb db, Refund refund, RefundOutcome outcome)
    {
        var now = clock.GetUtcNow();
        if (outcome is RefundUnknown)
        {
            refund.NotKnown(now);
            return;
        }

        var invoice = await db.Invoices.SingleAsync(i => i.Id == refund.InvoiceId);
        if (outcome is RefundSucceeded success)
        {
            refund.Succeed(success.Reference, now);
            invoice.RefundSucceeded(refund, now);
        }
        else if (outcome is RefundFailed failure)
        {
            refund.Fail(failure.Code, now);
            invoice.RefundFailed(refund, now);
            var change = new CreditChange(CreditReason.RefundFailed, refund.Amount, Caller.System) { Invoice = invoice };
            await new CustomerBalances(db, clock).Enter(change, invoice, CancellationToken.None);
        }
    }

    private static string Word(RefundOutcome outcome) => outcome switch
    {
        RefundSucceeded => "succeeded",
        RefundFailed => "failed",
        _ => "unknown",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Provider} gave no clear answer to refund {Refund}; it is asked again")]
        public static partial void NoAnswer(ILogger logger, string provider, string refund, Exception exception);
    }
}
