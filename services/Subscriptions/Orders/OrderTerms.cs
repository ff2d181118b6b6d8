using Contracts.Common.V1;
using Subscriptions.Catalogue;

namespace Subscriptions.Orders;

/// <summary>What was agreed on how billing begins and ends; see common.v1.BillingTerms for units and bounds.</summary>
public sealed record OrderTerms(int TrialDays, int TermPeriods, bool RenewsByItself, int RenewNoticeDays, int BillingDay)
{
    /// <summary>From the start, open-ended, without a trial.</summary>
    public static readonly OrderTerms None = new(0, 0, false, 0, 0);

    /// <summary>How many days before the end of a term it becomes To Renew, when nothing else was agreed.</summary>
    public const int UsualRenewNoticeDays = 14;

    public BillingTerms ToWire() => new()
    {
        TrialDays = TrialDays,
        TermPeriods = TermPeriods,
        RenewsByItself = RenewsByItself,
        RenewNoticeDays = RenewNoticeDays,
        BillingDay = BillingDay,
    };

    internal static OrderTerms From(BillingTerms terms) =>
        From(new OfferedTerms(terms.TrialDays, terms.TermPeriods, terms.RenewsByItself, terms.RenewNoticeDays, terms.BillingDay));

    internal static OrderTerms From(OfferedTerms terms) => new(
        terms.TrialDays, terms.TermPeriods, terms.RenewsByItself, terms.RenewNoticeDays > 0 ? terms.RenewNoticeDays : UsualRenewNoticeDays, terms.BillingDay);
}
