using Contracts.Subscriptions.V1;

namespace Admin.Customers;

/// <summary>A customer who is named in a field: "Ada Lindqvist, ada@example.com" as lists offer it, a mail address, or a part of a name.</summary>
static class CustomerPicker
{
    /// <summary>As lists offer it.</summary>
    public static string Name(Customer customer) => $"{customer.Name}, {customer.Email}";

    /// <param name="limit">At most so many.</param>
    public static async Task<IReadOnlyList<Customer>> Find(this CustomerClient people, string text, int limit, CancellationToken ct)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var address = text.Split([' ', ',', '<', '>'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(part => part.Contains('@', StringComparison.Ordinal));
        var request = address is null ? new ListCustomersRequest { Query = text, PageSize = limit } : new ListCustomersRequest { Email = address, PageSize = limit };
        return (await people.ListCustomersAsync(request, cancellationToken: ct)).Customers;
    }
}
