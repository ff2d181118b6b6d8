using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>When a close takes effect and what it gives back, as a request says it.</summary>
/// <param name="Date">With <see cref="CloseWhen.Date"/>.</param>
internal sealed record CloseTerms(CloseWhen When, DateOnly? Date, ClosingCredit Credit)
{
    /// <exception cref="Refusal">INVALID_ARGUMENT on when, close_date or credit.</exception>
    public static CloseTerms Read(Wire.CloseWhen when, Contracts.Common.V1.Date? date, Wire.ClosingCredit credit)
    {
        var checks = new FieldChecks();
        var day = checks.CivilDate("close_date", date);
        checks.Require(date is null || when == Wire.CloseWhen.Date, "close_date", "NOT_EXPECTED", "is only for a close on a date.");
        checks.ThrowIfFailed();
        var moment = when switch
        {
            Wire.CloseWhen.Unspecified or Wire.CloseWhen.Now => CloseWhen.Now,
            Wire.CloseWhen.Date => CloseWhen.Date,
            Wire.CloseWhen.EndOfPeriod => CloseWhen.EndOfPeriod,
            _ => throw Refusal.Field("when", "UNKNOWN", "must be now, date or end_of_period."),
        };
        return new CloseTerms(moment, day, Read(credit));
    }

    private static ClosingCredit Read(Wire.ClosingCredit credit) => credit switch
    {
        Wire.ClosingCredit.Unspecified or Wire.ClosingCredit.None => ClosingCredit.None,
        Wire.ClosingCredit.Prorated => ClosingCredit.Prorated,
        Wire.ClosingCredit.Full => ClosingCredit.Full,
        _ => throw Refusal.Field("credit", "UNKNOWN", "must be none, prorated or full."),
    };
}
