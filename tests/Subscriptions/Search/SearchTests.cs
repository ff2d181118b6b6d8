using Contracts.Common.V1;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Search;

public sealed class SearchTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Customers_and_their_orders_are_found_by_name_mail_number_and_plan(DatabaseProvider database)
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var plan = await Plan(service, ("en", "Monthly"), ("vi", "Hằng tháng"), ("fa", "یک ماهه"));
        var lan = await Customer(service, "Nguyễn Thị Lan", "lan.nguyen@example.vn", plan);
        var sara = await Customer(service, "سارا احمدی", "sara@example.com", plan);
        var lodz = await Customer(service, "Łódź Sp. z o.o.", "biuro+faktury@example.pl", plan);

        foreach (var (query, found) in new (string, Who[])[]
        {
            ("nguyen", [lan]),
            ("lan nguyen", [lan]),
            ("NGUYỄN", [lan]),
            ("lan.nguyen@example.vn", [lan]),
            ("LAN.NGUYEN@", [lan]),
            ("example.vn", [lan]),
            ("احمدي", [sara]),
            ("سارا", [sara]),
            ("sara@example.com", [sara]),
            ("lodz", [lodz]),
            ("łódź sp", [lodz]),
            ("biuro+faktury@example.pl", [lodz]),
            ("example", [lodz, sara, lan]),
            ("guyen", []),
            ("lan lodz", []),
            ("@", []),
        })
        {
            (await Customers(service, query)).ShouldBe(found.Select(who => who.Name), $"customers by \"{query}\"");
            (await Orders(service, query)).ShouldBe(found.Select(who => who.Order), $"orders by \"{query}\"");
        }

        foreach (var (query, found) in new (string, Who[])[]
        {
            (sara.Order, [sara]),
            (sara.Order.ToLowerInvariant(), [sara]),
            (sara.Order[1..], [sara]),
            ("۰۰۰۰۲", [sara]),
            ("٢", [sara]),
            ("2 sara", [sara]),
            ("2 nguyen", []),
            ("hang thang", [lodz, sara, lan]),
            ("ماهة سارا", [sara]),
        })
        {
            (await Orders(service, query)).ShouldBe(found.Select(who => who.Order), $"orders by \"{query}\"");
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_changed_customer_and_plan_change_what_is_found(DatabaseProvider database)
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var ada = await service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = Person("Ada Bianchi", "ada@old.example") });
        var order = await service.Quotation(ada, await Plan(service, ("en", "Basic")));
        (await Orders(service, "bianchi basic")).ShouldBe([order.Number]);

        await service.Customers.UpdateCustomerAsync(new Wire.UpdateCustomerRequest
        {
            Customer = new Wire.Customer { Id = ada.Id, Name = "Ada Wiśniewska", Email = "ada@new.example" }, UpdateMask = new FieldMask { Paths = { "name", "email" } },
        });
        await service.Orders.UpdateSubscriptionAsync(new Wire.UpdateSubscriptionRequest
        {
            Subscription = new Wire.Subscription { Id = order.Id, PlanId = (await Plan(service, ("en", "Gold"), ("pl", "Złoty"))).Id }, UpdateMask = new FieldMask { Paths = { "plan_id" } },
        });

        (await Customers(service, "wisniewska")).ShouldBe(["Ada Wiśniewska"]);
        (await Orders(service, "wisniewska ada@new.example zloty")).ShouldBe([order.Number]);
        foreach (var old in new[] { "bianchi", "ada@old.example", "basic" })
        {
            (await Customers(service, old)).ShouldBeEmpty(old);
            (await Orders(service, old)).ShouldBeEmpty(old);
        }

        await IndexShouldBeTrue(service);
    }

    [Fact]
    public async Task Beside_other_filters_and_from_page_to_page_a_search_misses_nothing()
    {
        await using var service = await SubscriptionsUnderTest.Start(DatabaseProvider.Postgres);
        var plan = await Plan(service, ("en", "Pro"));
        List<Who> all = [];
        foreach (var name in new[] { "Eva Nowak", "Eva Kos", "Jan Nowak", "Evan Nowak" })
        {
            all.Add(await Customer(service, name, $"{name.Replace(' ', '.')}@example.com", plan));
        }

        var seen = new List<string>();
        var request = new Wire.ListCustomersRequest { Query = "eva nowak", PageSize = 1 };
        do
        {
            var page = await service.Customers.ListCustomersAsync(request);
            seen.AddRange(page.Customers.Select(c => c.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.ShouldBe(["Evan Nowak", "Eva Nowak"]);
        var nowak = (await service.Customers.ListCustomersAsync(new Wire.ListCustomersRequest { Query = "jan" })).Customers.Single();
        (await service.Orders.ListSubscriptionsAsync(new Wire.ListSubscriptionsRequest { Query = "eva", CustomerId = nowak.Id })).Subscriptions.ShouldBeEmpty();
        (await service.Orders.ListSubscriptionsAsync(new Wire.ListSubscriptionsRequest { Query = "nowak", Stages = { Wire.Stage.InProgress } })).Subscriptions.ShouldBeEmpty();
        (await service.Orders.ListSubscriptionsAsync(new Wire.ListSubscriptionsRequest { Query = "nowak", Stages = { Wire.Stage.Quotation } })).Subscriptions.Count.ShouldBe(3);
    }

    /// <summary>Where many have a word, it is the list that is gone through, or those that have all of them.</summary>
    [Fact]
    public async Task Words_that_many_have_find_the_newest_of_them_also_where_these_are_old_or_no_one_has_both()
    {
        await using var service = await SubscriptionsUnderTest.Start();
        const int many = 3001;
        await service.Host.Read<SubscriptionsDb, int>(db =>
        {
            db.Customers.AddRange(Enumerable.Range(0, 2 * many).Select(i => Subscriptions.Customers.Customer.Create(
                new Subscriptions.Customers.CustomerTerms(i < many ? "Anna" : i == many ? "Jan Annas" : "Jan", $"{i}@x.y", "en", "Europe/Rome", "EUR"), service.Clock.GetUtcNow().AddSeconds(i))));
            return db.SaveChangesAsync();
        });

        (await Emails("anna")).ShouldBe([$"{many}@x.y", $"{many - 1}@x.y", $"{many - 2}@x.y"]);
        (await Emails("jan")).ShouldBe([$"{(2 * many) - 1}@x.y", $"{(2 * many) - 2}@x.y", $"{(2 * many) - 3}@x.y"]);
        (await Emails("jan anna")).ShouldBe([$"{many}@x.y"]);
        (await Emails("anna x 17")).ShouldBe(["1799@x.y", "1798@x.y", "1797@x.y"]);

        async Task<List<string>> Emails(string query) =>
            [.. (await service.Customers.ListCustomersAsync(new Wire.ListCustomersRequest { Query = query, PageSize = 3 })).Customers.Select(c => c.Email)];
    }

    /// <summary>The words that lead to a row are those that it has.</summary>
    private static async Task IndexShouldBeTrue(SubscriptionsUnderTest service)
    {
        var (index, texts) = await service.Host.Read<SubscriptionsDb, (List<string>, List<string>)>(async db => (
            [.. (await db.SearchWords.ToListAsync()).Select(w => w.Kind + w.SubjectId + w.Word)],
            [
                .. (await db.Customers.ToListAsync()).SelectMany(c => Words("Customers", c.Id, c.SearchText)),
                .. (await db.Subscriptions.ToListAsync()).SelectMany(s => Words("Subscriptions", s.Id, s.SearchText)),
            ]));
        index.ShouldBe(texts, ignoreOrder: true);

        static IEnumerable<string> Words(string kind, Guid id, string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => kind + id + word);
    }

    private static async Task<Plan> Plan(SubscriptionsUnderTest service, params (string Language, string Name)[] names)
    {
        var plan = await service.Plan();
        return await service.Plans.UpdatePlanAsync(new UpdatePlanRequest
        {
            Plan = new Plan { Id = plan.Id, Name = LocalizedText.From(names.ToDictionary(n => n.Language, n => n.Name)) }, UpdateMask = new FieldMask { Paths = { "name" } },
        });
    }

    private static async Task<Who> Customer(SubscriptionsUnderTest service, string name, string email, Plan plan)
    {
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var customer = await service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = Person(name, email) });
        return new Who(name, (await service.Quotation(customer, plan)).Number);
    }

    private static Wire.Customer Person(string name, string email) => new() { Name = name, Email = email, Language = "en", TimeZone = "Europe/Rome", CurrencyCode = "EUR" };

    private static async Task<List<string>> Customers(SubscriptionsUnderTest service, string query) =>
        [.. (await service.Customers.ListCustomersAsync(new Wire.ListCustomersRequest { Query = query })).Customers.Select(c => c.Name)];

    private static async Task<List<string>> Orders(SubscriptionsUnderTest service, string query) =>
        [.. (await service.Orders.ListSubscriptionsAsync(new Wire.ListSubscriptionsRequest { Query = query })).Subscriptions.Select(s => s.Number)];

    private sealed record Who(string Name, string Order);
}
