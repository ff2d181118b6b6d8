using Admin.Customers;
using Contracts.Subscriptions.V1;
using Screens.Problems;

namespace Admin.Passes.Sale;

/// <summary>Who buys and who uses the pass: found, or entered with the sale.</summary>
public partial class PassSalePage
{
    Customer? entered;

    /// <summary>No client was chosen, and a new one is filled in.</summary>
    bool IsNewClient => posted["customer"].Length == 0 && HasNewcomer;

    bool HasNewcomer => posted["new_name"].Length > 0 || posted["new_email"].Length > 0;

    /// <summary>Of the new client's fields: empty once that client is entered.</summary>
    string Newcomer(string field) => entered is null ? posted.Or(field, null) : "";

    async Task<Customer?> Buyer()
    {
        IReadOnlyList<Customer> found = [];
        if (!await Ask(async () => found = await people.Find(posted["customer"], 2, RequestAborted)))
        {
            return null;
        }

        if (found.Count != 1)
        {
            FailField("customer", posted["customer"].Length == 0 ? "Field_REQUIRED" : "Field_UNKNOWN_CUSTOMER");
            return null;
        }

        return found[0];
    }

    /// <summary>Enters the client with whom the sale goes on; where that is refused, the page names them as the one who was chosen.</summary>
    async Task<bool> Enter(SellPassRequest request)
    {
        var wanted = new Customer
        {
            Name = posted["new_name"],
            Email = posted["new_email"],
            Language = posted["new_language"],
            TimeZone = posted["new_time_zone"],
            CurrencyCode = preview!.Price.CurrencyCode,
        };
        if (!await Ask(async () => entered = await people.CreateCustomerAsync(new() { Customer = wanted, RequestId = $"{posted["request_id"]}-client" }, cancellationToken: RequestAborted)))
        {
            return false;
        }

        request.CustomerId = entered!.Id;
        if (request.HolderIds.Count > 0)
        {
            request.HolderIds.Insert(0, entered.Id);
        }

        return true;
    }

    /// <summary>One on each line, beside the buyer.</summary>
    async Task<bool> Holders(SellPassRequest request)
    {
        var others = posted["holders"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (others.Length == 0)
        {
            return true;
        }

        if (request.CustomerId.Length > 0)
        {
            request.HolderIds.Add(request.CustomerId);
        }

        foreach (var other in others)
        {
            IReadOnlyList<Customer> found = [];
            if (!await Ask(async () => found = await people.Find(other, 2, RequestAborted)))
            {
                return false;
            }

            if (found.Count != 1)
            {
                Fail(Problem.OfField(L.Words, "holders", L.Format("PassSale_UnknownHolder", other)));
                return false;
            }

            request.HolderIds.Add(found[0].Id);
        }

        return true;
    }
}
