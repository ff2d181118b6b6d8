using Contracts.Common.V1;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

/// <summary>Reads a plan's editable fields from a request, or says what is wrong with them.</summary>
internal static class PlanValidation
{
    public static readonly string[] Writable =
        ["name", "description", "billing_period", "price", "self_service", "close_after_unpaid_days", "terms", "tax_code", "closing", "pass_grant"];

    /// <param name="current">What fields outside the mask keep; null when the plan is new.</param>
    public static PlanTerms Read(Wire.Plan plan, UpdateMask mask, PlanTerms? current)
    {
        var validator = new FieldValidator();
        var self = plan.SelfService ?? new Wire.SelfService();
        var (unit, count, calendar) = Period(validator, plan.BillingPeriod, Has, current);
        var terms = new PlanTerms(
            Has("name") ? validator.Localized("plan.name", plan.Name, 100) : current!.Name,
            Has("description") ? validator.Localized("plan.description", plan.Description, 500, required: false) : current!.Description,
            unit,
            count,
            calendar,
            Has("price") ? validator.Amount("plan.price", plan.Price) : current!.Price,
            Has("price") ? plan.Price?.CurrencyCode ?? "" : current!.Currency,
            Has("self_service.closable") ? self.Closable : current!.Closable,
            Has("self_service.pausable") ? self.Pausable : current!.Pausable,
            Has("self_service.plan_changeable") ? self.PlanChangeable : current!.PlanChangeable,
            Has("self_service.quantity_changeable") ? self.QuantityChangeable : current!.QuantityChangeable,
            Has("self_service.reactivatable") ? self.Reactivatable : current!.Reactivatable,
            Has("self_service.renewable") ? self.Renewable : current!.Renewable,
            Has("close_after_unpaid_days") ? validator.Range("plan.close_after_unpaid_days", plan.CloseAfterUnpaidDays, 0, 365) : current!.CloseAfterUnpaidDays,
            Offered(validator, plan.Terms ?? new BillingTerms(), Has, current?.Offered, unit),
            Has("tax_code") ? validator.TaxCode("plan.tax_code", plan.TaxCode) : current!.TaxCode,
            ClosingPolicy.Read(validator, plan.Closing ?? new Wire.ClosingPolicy(), Has, current?.Closing),
            PassGrant.Read(validator, plan.PassGrant ?? new Wire.PlanPassGrant(), Has, current?.PassGrant));
        validator.ThrowIfFailed();
        return terms;

        bool Has(string field) => current is null || mask.Has(field);
    }

    private static OfferedTerms Offered(FieldValidator validator, BillingTerms terms, Func<string, bool> has, OfferedTerms? current, PeriodUnit unit)
    {
        var wanted = new BillingTerms
        {
            TrialDays = has("terms.trial_days") ? terms.TrialDays : current!.TrialDays,
            TermPeriods = has("terms.term_periods") ? terms.TermPeriods : current!.TermPeriods,
            RenewsByItself = has("terms.renews_by_itself") ? terms.RenewsByItself : current!.RenewsByItself,
            RenewNoticeDays = has("terms.renew_notice_days") ? terms.RenewNoticeDays : current!.RenewNoticeDays,
            BillingDay = has("terms.billing_day") ? terms.BillingDay : current!.BillingDay,
        };
        // Checked whole: another billing period may no longer go with the billing day that stays.
        validator.Terms("plan.terms", wanted, PlanWire.ToWire(unit));
        return new OfferedTerms(wanted.TrialDays, wanted.TermPeriods, wanted.RenewsByItself, wanted.RenewNoticeDays, wanted.BillingDay);
    }

    private static (PeriodUnit Unit, int Count, PeriodCalendar Calendar) Period(
        FieldValidator validator, BillingInterval? period, Func<string, bool> has, PlanTerms? current)
    {
        if (period is null && has("billing_period"))
        {
            validator.Require(false, "plan.billing_period", "REQUIRED", "is required.");
            return default;
        }

        var old = current is null ? new BillingInterval() : PlanWire.ToWire(current.PeriodUnit, current.PeriodCount, current.PeriodCalendar);
        // Checked whole: another unit may no longer go with the count or the calendar that stays.
        return Interval(
            validator,
            has("billing_period.unit") ? period!.Unit : old.Unit,
            has("billing_period.count") ? period!.Count : old.Count,
            has("billing_period.calendar") ? period!.Calendar : old.Calendar);
    }

    private static (PeriodUnit Unit, int Count, PeriodCalendar Calendar) Interval(FieldValidator validator, IntervalUnit asked, int count, BillingCalendar calendar)
    {
        var (unit, maximum) = asked switch
        {
            IntervalUnit.Day => (PeriodUnit.Day, 366),
            IntervalUnit.Week => (PeriodUnit.Week, 52),
            IntervalUnit.Month => (PeriodUnit.Month, 60),
            IntervalUnit.Year => (PeriodUnit.Year, 10),
            _ => (PeriodUnit.Day, 0),
        };
        validator.Require(maximum > 0, "plan.billing_period.unit", "REQUIRED", "must be day, week, month or year.");
        if (maximum > 0)
        {
            validator.Range("plan.billing_period.count", count, 1, maximum);
        }

        validator.Require(Enum.IsDefined(calendar), "plan.billing_period.calendar", "UNKNOWN", "must be Gregorian or Persian.");
        var persian = calendar == BillingCalendar.Persian;
        validator.Require(!persian || maximum == 0 || unit is PeriodUnit.Month or PeriodUnit.Year, "plan.billing_period.calendar", "NOT_BY_MONTH",
            "is Persian only for periods of months or years.");
        return (unit, count, persian ? PeriodCalendar.Persian : PeriodCalendar.Gregorian);
    }
}
