using Contracts.Conversions;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>When a change of plan or quantity takes effect.</summary>
public enum ChangeWhen
{
    /// <summary>What does not lower the MRR works now, what lowers it when the period ends.</summary>
    Usual,

    /// <summary>From today on, where the customer is: the unused days are credited and billed anew.</summary>
    Now,

    /// <summary>When the next period starts.</summary>
    EndOfPeriod,
}

/// <summary>A plan as it is offered when an order changes to it.</summary>
/// <param name="Price">Of one piece for one period, in the order's currency, without tax.</param>
/// <param name="TaxCode">Of the tax rate that invoices add; empty: none.</param>
public sealed record PlanOffer(Guid Id, IReadOnlyDictionary<string, string> Name, BillingPeriod Period, decimal Price, string TaxCode);

/// <summary>A change as it was asked for.</summary>
/// <param name="Plan">Null: the order's own, at its agreed price.</param>
/// <param name="Quantity">Of the plan; null: as it is. 1 to 10,000.</param>
public sealed record ChangeDecision(PlanOffer? Plan, int? Quantity, ChangeWhen When);

/// <summary>What an order has of its plan, before or after a change.</summary>
/// <param name="UnitPrice">Of one piece for one period, without tax.</param>
/// <param name="TaxCode">Of the tax rate that invoices add; empty: none.</param>
public sealed record ChangeTerms(
    Guid PlanId, IReadOnlyDictionary<string, string> PlanName, BillingPeriod Period, int Quantity, decimal UnitPrice, string TaxCode)
{
    /// <summary>Of one period, rounded once.</summary>
    public decimal Amount(string currency) => Currencies.Round(Quantity * UnitPrice, currency);
}
