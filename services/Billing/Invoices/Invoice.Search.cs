using Contracts.Events;

namespace Billing.Invoices;

/// <summary>An invoice is found by what stands on it, and by what its customer is called now.</summary>
public sealed partial class Invoice
{
    /// <summary>The customer has another name or mail address now. What the invoice says stays as it was.</summary>
    internal void FindAlsoBy(EventCustomer customer) =>
        FindBy(Number ?? "", SourceNumber, CustomerName, CustomerEmail, customer.Name, customer.Email);
}
