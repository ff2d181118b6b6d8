using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Grpc.Core;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>SIGKILL between a visit and its answer: the same request again gives the first result, and one class is used.</summary>
public sealed class KilledWhileCheckingInTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Fact]
    public async Task The_same_check_in_again_uses_no_second_class()
    {
        using var data = prepared.Copy();
        Pass pass;
        await using (var process = await StandaloneProcess.Start(data.Path, exitAt: "outbox.before-publish:PassUsed"))
        {
            using var client = await process.SignIn();
            pass = await Sold(client);
            try
            {
                await CheckIn(client, pass);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
            {
                // It died before it could answer.
            }

            (await process.Exited()).ShouldBe(137, "SIGKILL");
        }

        data.LetLeasesEnd();
        await using var again = await StandaloneProcess.Start(data.Path);
        using var after = await again.SignIn();
        var answer = await CheckIn(after, pass);

        answer.Pass.RemainingClasses.ShouldBe(7);
        var passes = after.Client<PassService.PassServiceClient>();
        (await passes.ListVisitsAsync(new ListVisitsRequest { PassId = pass.Id })).Visits.Single().ShouldBe(answer.Visit);
        (await passes.ListPassEntriesAsync(new ListPassEntriesRequest { PassId = pass.Id })).Entries.Select(e => e.Balance).ShouldBe([8, 7]);
        await data.Settled();
        data.Events("subscriptions", "PassUsed").ShouldBe(1);
    }

    private static async Task<CheckInResponse> CheckIn(StandaloneClient client, Pass pass) =>
        await client.Client<PassService.PassServiceClient>().CheckInAsync(new CheckInRequest { Code = pass.Holders[0].Code, RequestId = "turnstile-1" });

    private static async Task<Pass> Sold(StandaloneClient client)
    {
        var customer = (await client.Client<CustomerService.CustomerServiceClient>().ListCustomersAsync(new ListCustomersRequest())).Customers[0];
        var template = await client.Client<PassTemplateService.PassTemplateServiceClient>().CreatePassTemplateAsync(new CreatePassTemplateRequest
        {
            PassTemplate = new PassTemplate
            {
                Name = new LocalizedText { Values = { ["en"] = "Standard" } },
                Price = Money.From(40, "EUR"),
                Terms = new PassTerms { Classes = 8, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 } },
            },
        });
        var passes = client.Client<PassService.PassServiceClient>();
        var sale = new SellPassRequest { CustomerId = customer.Id, TemplateId = template.Id, Payment = PassPayment.Cash };
        return (await Eventually.Async(async () =>
        {
            try
            {
                return await passes.SellPassAsync(sale);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
            {
                // The template is on its way.
                return null;
            }
        }, sold => sold is not null, "the template to be known"))!;
    }
}
