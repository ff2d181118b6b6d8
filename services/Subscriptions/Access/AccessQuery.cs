using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>What access depends on, of one subscription and one of its open dunning cases.</summary>
internal sealed record AccessFacts
{
    public required Guid Id { get; init; }

    public required Stage Stage { get; init; }

    /// <summary>IANA; of its dates.</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    public required DateOnly? StartDate { get; init; }

    public required DateOnly? TrialEnd { get; init; }

    /// <summary>-1 before the first period, and so in a trial.</summary>
    public required int PeriodIndex { get; init; }

    /// <summary>Of one that is closed, and of a close that lies ahead.</summary>
    public required DateTimeOffset? CloseAt { get; init; }

    public required DateTimeOffset? CloseDecidedAt { get; init; }

    public required DateOnly? PauseDate { get; init; }

    public required DateTimeOffset? ResumeDueAt { get; init; }

    /// <summary>When it becomes To Renew; of one that is: when it ends.</summary>
    public required DateTimeOffset? TermDueAt { get; init; }

    public required int RenewNoticeDays { get; init; }

    public required DateTimeOffset? ServedSince { get; init; }

    public required DateTimeOffset? RestrictedSince { get; init; }

    /// <summary>Of a dunning case that is not resolved; null without one.</summary>
    public required DateTimeOffset? FailedAt { get; init; }

    public required DateOnly? RestrictDate { get; init; }
}

/// <summary>Reads it in one query, translated once: it is asked on every request of an application. One for each process.</summary>
internal sealed class AccessQuery
{
    private readonly Func<SubscriptionsDb, Guid, Guid?, Guid?, IAsyncEnumerable<AccessFacts>> _query = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid customer, Guid? plan, Guid? product) =>
            from s in db.Subscriptions.AsNoTracking()
            where s.CustomerId == customer && s.Stage != Stage.Quotation && s.Stage != Stage.Cancelled
                && (plan == null || s.PlanId == plan) && (product == null || s.Lines.Any(l => l.ProductId == product))
            from r in db.DunningRecords.Where(r => r.SubscriptionId == s.Id && r.ResolvedAt == null && r.OpenedAt != null && r.FinalAction != "write_off").DefaultIfEmpty()
            select new AccessFacts
            {
                Id = s.Id,
                Stage = s.Stage,
                TimeZone = s.Customer.TimeZone,
                ConfirmedAt = s.ConfirmedAt,
                StartDate = s.StartDate,
                TrialEnd = s.TrialEnd,
                PeriodIndex = s.PeriodIndex,
                CloseAt = (DateTimeOffset?)s.Closing!.CloseAt,
                CloseDecidedAt = (DateTimeOffset?)s.Closing!.DecidedAt,
                PauseDate = (DateOnly?)s.Pause!.PauseDate,
                ResumeDueAt = s.ResumeDueAt,
                TermDueAt = s.TermDueAt,
                RenewNoticeDays = s.Terms.RenewNoticeDays,
                ServedSince = s.ServedSince,
                RestrictedSince = (DateTimeOffset?)s.Restriction!.Since,
                FailedAt = r!.OpenedAt,
                RestrictDate = r!.ClockStopped ? null : r!.RestrictDate,
            });

    /// <param name="customer">Quotations are not asked about.</param>
    /// <param name="plan">Null: any.</param>
    /// <param name="product">Null: any.</param>
    /// <returns>One for each subscription and open case, in no order.</returns>
    public IAsyncEnumerable<AccessFacts> Of(SubscriptionsDb db, Guid customer, Guid? plan, Guid? product) => _query(db, customer, plan, product);
}
