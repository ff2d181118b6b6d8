using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>When a close takes effect and what it credits, as a request says it.</summary>
/// <param name="Date">With <see cref="CloseWhen.Date"/>.</param>
/// <param name="Credit">Null: what the plan says.</param>
/// <param name="Settlement">Null: what the plan says.</param>
/// <param name="CreditAtOnce">The credit note is not to wait until the close can no longer be undone.</param>
internal sealed record CloseTerms(CloseWhen When, DateOnly? Date, ClosingCredit? Credit, ClosingSettlement? Settlement, bool CreditAtOnce)
{
    /// <summary>By staff, who may decide everything.</summary>
    /// <exception cref="DomainException">INVALID_ARGUMENT on when, close_date, credit or settlement.</exception>
    public static CloseTerms Read(Wire.CloseWhen when, Common.Date? date, Wire.ClosingCredit credit, Common.ClosingSettlement settlement, bool creditAtOnce) =>
        Read(when, date) with { Credit = Read(credit), Settlement = Read(settlement), CreditAtOnce = creditAtOnce };

    /// <summary>By a customer: the plan decides what it credits.</summary>
    /// <exception cref="DomainException">INVALID_ARGUMENT on when or close_date.</exception>
    public static CloseTerms Read(Wire.CloseWhen when, Common.Date? date)
    {
        var validator = new FieldValidator();
        var day = validator.CivilDate("close_date", date);
        validator.Require(date is null || when == Wire.CloseWhen.Date, "close_date", "NOT_EXPECTED", "is only for a close on a date.");
        validator.ThrowIfFailed();
        var moment = when switch
        {
            Wire.CloseWhen.Unspecified or Wire.CloseWhen.Now => CloseWhen.Now,
            Wire.CloseWhen.Date => CloseWhen.Date,
            Wire.CloseWhen.EndOfPeriod => CloseWhen.EndOfPeriod,
            _ => throw DomainException.InvalidArgument("when", "UNKNOWN", "must be now, date or end_of_period."),
        };
        return new CloseTerms(moment, day, null, null, CreditAtOnce: false);
    }

    private static ClosingCredit? Read(Wire.ClosingCredit credit) => credit switch
    {
        Wire.ClosingCredit.Unspecified => null,
        Wire.ClosingCredit.None => ClosingCredit.None,
        Wire.ClosingCredit.Prorated => ClosingCredit.Prorated,
        Wire.ClosingCredit.Full => ClosingCredit.Full,
        _ => throw DomainException.InvalidArgument("credit", "UNKNOWN", "must be none, prorated or full."),
    };

    private static ClosingSettlement? Read(Common.ClosingSettlement settlement) => settlement switch
    {
        Common.ClosingSettlement.Unspecified => null,
        Common.ClosingSettlement.AccountCredit => ClosingSettlement.AccountCredit,
        Common.ClosingSettlement.Refund => ClosingSettlement.Refund,
        _ => throw DomainException.InvalidArgument("settlement", "UNKNOWN", "must be account credit or refund."),
    };
}
