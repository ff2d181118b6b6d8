using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal static class PlanWire
{
    public static Wire.Plan ToWire(this Plan plan) => new()
    {
        Id = plan.Id.ToString(),
        Name = LocalizedText.From(plan.Name),
        Description = LocalizedText.From(plan.Description),
        BillingPeriod = ToWire(plan.PeriodUnit, plan.PeriodCount, plan.PeriodCalendar),
        Price = Money.From(plan.Price, plan.Currency),
        SelfService = new Wire.SelfService
        {
            Closable = plan.Closable,
            Pausable = plan.Pausable,
            PlanChangeable = plan.PlanChangeable,
            QuantityChangeable = plan.QuantityChangeable,
            Reactivatable = plan.Reactivatable,
            Renewable = plan.Renewable,
        },
        Terms = new BillingTerms
        {
            TrialDays = plan.OfferedTerms.TrialDays,
            TermPeriods = plan.OfferedTerms.TermPeriods,
            RenewsByItself = plan.OfferedTerms.RenewsByItself,
            RenewNoticeDays = plan.OfferedTerms.RenewNoticeDays,
            BillingDay = plan.OfferedTerms.BillingDay,
        },
        TaxCode = plan.TaxCode,
        Closing = new ClosingPolicy(plan.ClosingCredit, plan.ClosingSettlement).ToWire(),
        PassGrant = new PassGrant(plan.GrantedTemplateId, plan.PassEndsWithPeriod).ToWire(),
        CloseAfterUnpaidDays = plan.CloseAfterUnpaidDays,
        Archived = plan.Archived,
        CreateTime = Timestamp.FromDateTimeOffset(plan.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(plan.UpdatedAt),
        Etag = plan.Etag,
        Revision = plan.Revision,
    };

    public static BillingInterval ToWire(PeriodUnit unit, int count, PeriodCalendar calendar) => new()
    {
        Unit = ToWire(unit),
        Count = count,
        Calendar = calendar == PeriodCalendar.Persian ? BillingCalendar.Persian : BillingCalendar.Gregorian,
    };

    public static IntervalUnit ToWire(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => IntervalUnit.Day,
        PeriodUnit.Week => IntervalUnit.Week,
        PeriodUnit.Month => IntervalUnit.Month,
        _ => IntervalUnit.Year,
    };
}
