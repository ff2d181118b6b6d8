using ServiceDefaults.Data;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Paging;

public sealed class PagingOnSqlite() : PagingTests(DatabaseProvider.Sqlite);

public sealed class PagingOnPostgres() : PagingTests(DatabaseProvider.Postgres);

public abstract class PagingTests(DatabaseProvider database)
{
    [Fact]
    public async Task Walking_all_pages_shows_each_once_newest_first_while_more_are_added()
    {
        await using var things = await Start(database);
        // Several at the same instant, so that the id has to break the tie.
        for (var i = 0; i < 25; i++)
        {
            await things.Staff.CreatePlanAsync(Thing($"{i:D2}"));
            if (i % 4 == 3)
            {
                things.Clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }

        var seen = new List<string>();
        var request = new Wire.ListPlansRequest { PageSize = 4 };
        do
        {
            var page = await things.Staff.ListPlansAsync(request);
            page.Plans.Count.ShouldBeLessThanOrEqualTo(4);
            seen.AddRange(page.Plans.Select(p => p.Id));
            request.PageToken = page.NextPageToken;
            things.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await things.Staff.CreatePlanAsync(Thing($"later {seen.Count}"));
        }
        while (request.PageToken.Length > 0);

        seen.Count.ShouldBe(25);
        seen.Order().ShouldBe(Enumerable.Range(0, 25).Select(i => $"{i:D2}"));
        seen.Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture) / 4).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%%%")]
    [InlineData("MTIzLm5vdC1hLWd1aWQ")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OS4wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA")]
    [InlineData("LTEuMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA")]
    public async Task A_token_that_no_list_gave_is_refused(string token)
    {
        await using var things = await Start(database);

        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageToken = token }))).Violations.ShouldBe(["page_token:NOT_A_TOKEN"]);
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_list_with_its_own_filters_only()
    {
        await using var things = await Start(database);
        await things.HasDue("a", "b", "c");
        var token = (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = 1 })).NextPageToken;

        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = 2, PageToken = token })).Plans.Count.ShouldBe(2, "another size is the same list");
        string[] refused = ["page_token:NOT_A_TOKEN"];
        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { IncludeArchived = true, PageToken = token }))).Violations.ShouldBe(refused);
        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { Query = "a", PageToken = token }))).Violations.ShouldBe(refused);
        (await Refused.By(things.ParkedWork.ListParkedWorkAsync(new Contracts.Common.V1.ListParkedWorkRequest { PageToken = token }))).Violations.ShouldBe(refused);
        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageToken = token[..^1] }))).Violations.ShouldBe(refused);
    }

    /// <summary>Tokens are tied to their lists by the names of these fields.</summary>
    [Fact]
    public void Every_list_of_the_contracts_has_both_fields() =>
        new global::ServiceDefaults.Access.ContractIndex().Rpcs.Where(rpc => rpc.Method.InputType.FindFieldByName("page_token") is not null)
            .ShouldAllBe(rpc => rpc.Method.OutputType.FindFieldByName("next_page_token") != null && rpc.ReadOnly);

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public async Task A_negative_size_is_refused(int size)
    {
        await using var things = await Start(database);

        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = size }))).Violations.ShouldBe(["page_size:NEGATIVE"]);
    }

    [Fact]
    public async Task Sizes_default_to_50_and_are_clamped_at_200()
    {
        await using var things = await Start(database);
        await things.HasDue([.. Enumerable.Range(0, 205).Select(i => $"{i:D3}")]);

        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest())).Plans.Count.ShouldBe(50);
        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = int.MaxValue })).Plans.Count.ShouldBe(200);
        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = 1 })).Plans.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_last_page_has_no_token_even_when_it_is_full()
    {
        await using var things = await Start(database);
        await things.HasDue("a", "b");

        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = 2 })).NextPageToken.ShouldBeEmpty();
        (await things.Staff.ListPlansAsync(new Wire.ListPlansRequest { PageSize = 1 })).NextPageToken.ShouldNotBeEmpty();
    }
}
