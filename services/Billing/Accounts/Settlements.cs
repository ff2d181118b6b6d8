namespace Billing.Accounts;

/// <summary>Where what was paid goes when it is credited, as events name it; the other is account_credit.</summary>
internal static class Settlements
{
    public const string Refund = "refund";
}
