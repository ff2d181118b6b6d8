using Contracts.Events;

namespace Subscriptions.Passes;

/// <summary>How a sale is paid.</summary>
public enum PassPayment
{
    /// <summary>Nothing is to pay.</summary>
    None,
    CardOnFile,

    /// <summary>The invoice stays open until it comes in.</summary>
    Transfer,

    /// <summary>At the desk, as those that follow.</summary>
    Cash,
    CardTerminal,
    Cheque,
    Other,
}

internal static class PassPayments
{
    public static EventPassPayment ForEvents(this PassPayment payment, string reference) => payment switch
    {
        PassPayment.None => new("none", "", ""),
        PassPayment.CardOnFile => new("card_on_file", "", ""),
        PassPayment.Transfer => new("transfer", "", ""),
        PassPayment.Cash => new("desk", "cash", reference),
        PassPayment.CardTerminal => new("desk", "card", reference),
        PassPayment.Cheque => new("desk", "cheque", reference),
        _ => new("desk", "other", reference),
    };
}
