using System.Data.Common;
using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Benchmarks.Deployments;

/// <summary>The rows of one pass that the system itself has sold and used: the others are copies of it, and so is what the limit writes.</summary>
/// <param name="Pass">Before the check-in.</param>
/// <param name="Used">After it.</param>
/// <param name="Visit">What the check-in added, as the next three.</param>
internal sealed record PassSample(Row Pass, Row Holder, Row Used, Row Visit, Row Entry, Row Event, Row Request)
{
    private const int Classes = 1000;

    /// <param name="client">Reaches every service.</param>
    public static async Task<PassSample> Take(StandaloneClient client, DbDataSource database)
    {
        var customer = await client.Client<CustomerService.CustomerServiceClient>().CreateCustomerAsync(new CreateCustomerRequest
        {
            Customer = new Customer { Name = "Pass Sample", Email = "pass.sample@example.com", Language = "en", TimeZone = "Europe/Rome", CurrencyCode = "EUR" },
        });
        var template = await client.Client<PassTemplateService.PassTemplateServiceClient>().CreatePassTemplateAsync(new CreatePassTemplateRequest
        {
            PassTemplate = new PassTemplate
            {
                Name = new LocalizedText { Values = { ["en"] = "Standard" } },
                Price = Money.From(0, "EUR"),
                Terms = new PassTerms { Classes = Classes, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 12 } },
            },
        });
        var passes = client.Client<PassService.PassServiceClient>();
        var pass = await Eventually.Async(
            async () => await Sell(passes, customer.Id, template.Id), sold => sold is not null, "the template to be known");
        var id = Guid.Parse(pass!.Id);
        var before = await Row.Read(database, "Passes", "\"Id\" = @value", id);
        await passes.CheckInAsync(CheckIn(customer.Id, "sample"));
        return new PassSample(
            before,
            await Row.Read(database, "PassHolders", "\"PassId\" = @value", id),
            await Row.Read(database, "Passes", "\"Id\" = @value", id),
            await Row.Read(database, "Visits", "\"PassId\" = @value", id),
            await Row.Read(database, "PassEntries", "\"PassId\" = @value ORDER BY \"Position\" DESC", id),
            (await Row.Read(database, "Outbox", "\"Type\" = @value", "PassUsed"))
                .Without("Sequence").With("LeaseUntil", null).With("LeaseId", null).With("CompletedAt", null).With("Attempts", 0),
            await Row.Read(database, "IdempotencyRecords", "\"RequestId\" = @value", "check-in-sample"));
    }

    public static CheckInRequest CheckIn(string customer, string id) => new() { CustomerId = customer, RequestId = $"check-in-{id}" };

    private static async Task<Contracts.Subscriptions.V1.Pass?> Sell(PassService.PassServiceClient passes, string customer, string template)
    {
        try
        {
            return await passes.SellPassAsync(new SellPassRequest { CustomerId = customer, TemplateId = template });
        }
        catch (Grpc.Core.RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.InvalidArgument)
        {
            return null;
        }
    }
}
