using Billing.Invoices;

namespace Billing.Subscriptions.Passes;

/// <summary>How the sale of a pass is paid, as its event calls it.</summary>
internal static class PassPayments
{
    public const string CardOnFile = "card_on_file";
    public const string Desk = "desk";

    /// <summary>What a payment at the desk is kept as.</summary>
    public static PaymentMethod Method(string method) => method switch
    {
        "cash" => PaymentMethod.Cash,
        "card" => PaymentMethod.CardTerminal,
        "cheque" => PaymentMethod.Cheque,
        _ => PaymentMethod.Other,
    };
}
