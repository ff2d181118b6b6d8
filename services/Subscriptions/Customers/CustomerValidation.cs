using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

/// <summary>Reads a customer's editable fields from a request, or says what is wrong with them.</summary>
internal static class CustomerValidation
{
    public static readonly string[] Writable = ["name", "email", "language", "time_zone", "currency_code"];

    /// <param name="current">What fields outside the mask keep; null when the customer is new.</param>
    public static CustomerTerms Read(Wire.Customer customer, UpdateMask mask, CustomerTerms? current)
    {
        var validator = new FieldValidator();
        var terms = new CustomerTerms(
            Has("name") ? validator.Text("customer.name", customer.Name, 100) : current!.Name,
            Has("email") ? validator.Email("customer.email", customer.Email) : current!.Email,
            Has("language") ? validator.Language("customer.language", customer.Language) : current!.Language,
            Has("time_zone") ? validator.TimeZone("customer.time_zone", customer.TimeZone) : current!.TimeZone,
            Has("currency_code") ? validator.Currency("customer.currency_code", customer.CurrencyCode) : current!.Currency);
        validator.ThrowIfFailed();
        return terms;

        bool Has(string field) => current is null || mask.Has(field);
    }

    /// <exception cref="DomainException">ALREADY_EXISTS when another customer has the address.</exception>
    public static async Task RequireFreeEmail(this SubscriptionsDb db, string email, Guid? except, CancellationToken ct)
    {
        var key = MailAddressText.Key(email);
        if (await db.Customers.AnyAsync(c => c.EmailKey == key && c.Id != except, ct))
        {
            throw DomainException.AlreadyExists("customer.email", "another customer has this mail address.");
        }
    }
}
