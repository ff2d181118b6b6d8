using Contracts.Events;

namespace Subscriptions.Catalogue;

/// <summary>How billing begins and ends unless a quotation says otherwise; see common.v1.BillingTerms for units and bounds.</summary>
public sealed record OfferedTerms(int TrialDays, int TermPeriods, bool RenewsByItself, int RenewNoticeDays, int BillingDay)
{
    internal static OfferedTerms From(EventOfferedTerms terms) => new(
        terms.TrialDays, terms.TermPeriods, terms.RenewsByItself, terms.RenewNoticeDays, terms.BillingDay);
}
