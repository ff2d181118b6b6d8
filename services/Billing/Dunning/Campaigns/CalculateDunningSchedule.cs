using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class CalculateDunningSchedule(BillingDb db) : IFeature
{
    public async Task<Wire.CalculateDunningScheduleResponse> Handle(Wire.CalculateDunningScheduleRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var schedule = validator.Schedule("schedule", request.Schedule);
        validator.Require(request.FailureDate is not null, "failure_date", "REQUIRED", "is required.");
        var failure = validator.CivilDate("failure_date", request.FailureDate);
        var closeAfter = validator.Range("close_after_unpaid_days", request.CloseAfterUnpaidDays, 0, 365);
        int? period = request.BillingPeriod is { } wanted ? validator.Days("billing_period", wanted, failure) : null;
        Guid? planId = request.PlanId.Length > 0 ? validator.Id("plan_id", request.PlanId) : null;
        validator.Require(planId is null || request.BillingPeriod is null, "billing_period", "NOT_EXPECTED", "is not expected beside plan_id.");
        validator.Require(planId is null || request.CloseAfterUnpaidDays == 0, "close_after_unpaid_days", "NOT_EXPECTED", "is not expected beside plan_id.");
        validator.ThrowIfFailed();

        if (planId is not null)
        {
            var plan = await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == planId, ct) ?? throw DomainException.InvalidArgument("plan_id", "UNKNOWN_PLAN", "names no plan that there is.");
            (period, closeAfter) = (plan.DaysFrom(failure!.Value), plan.CloseAfterUnpaidDays);
        }

        DateOnly? closing = closeAfter > 0 ? failure!.Value.AddDays(closeAfter) : null;
        var shortened = ShortenedSchedule.Of(schedule, failure!.Value, period, closing);
        var response = new Wire.CalculateDunningScheduleResponse { Shortened = shortened != schedule };
        response.Steps.Add(shortened.Steps.Select(step => new Wire.DatedDunningStep { Date = Date.From(failure.Value.AddDays(step.Day)), Step = step.ToWire() }));
        response.Steps.Add(new Wire.DatedDunningStep { Date = Date.From(failure.Value.AddDays(shortened.FinalDay)), FinalAction = shortened.FinalAction.ToWire() });
        return response;
    }
}

/// <summary>The schedule that a case has.</summary>
internal static class ShortenedSchedule
{
    /// <param name="periodDays">Of the billing period; null where the case is about none.</param>
    /// <param name="closing">The day on which the plan closes what is unpaid; null where it does not. The earlier day wins (domain.md C10), and it closes.</param>
    public static DunningSchedule Of(DunningSchedule schedule, DateOnly failure, int? periodDays, DateOnly? closing)
    {
        var result = periodDays is { } days ? schedule.ShortenedTo(days - 1) : schedule;
        if (closing is not { } day || day.DayNumber - failure.DayNumber > result.FinalDay)
        {
            return result;
        }

        return result.ClosingWithin(day.DayNumber - failure.DayNumber);
    }

    /// <summary>Days of one billing period that begins at a failure.</summary>
    public static int? Days(this FieldValidator validator, string field, BillingInterval period, DateOnly? from)
    {
        var maximum = period.Unit switch
        {
            IntervalUnit.Day => 366,
            IntervalUnit.Week => 52,
            IntervalUnit.Month => 60,
            IntervalUnit.Year => 10,
            _ => 0,
        };
        validator.Require(maximum > 0, $"{field}.unit", "REQUIRED", "must be day, week, month or year.");
        if (maximum == 0 || from is not { } start)
        {
            return null;
        }

        var count = Math.Clamp(validator.Range($"{field}.count", period.Count, 1, maximum), 1, maximum);
        var end = period.Unit switch
        {
            IntervalUnit.Day => start.AddDays(count),
            IntervalUnit.Week => start.AddDays(7 * count),
            IntervalUnit.Month => start.AddMonths(count),
            _ => start.AddYears(count),
        };
        return end.DayNumber - start.DayNumber;
    }
}
