using Google.Rpc;
using Grpc.Core;
using ServiceDefaults.Errors;
using ServiceDefaults.Tests.Support;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Errors;

/// <summary>However much is wrong with a request, what says so stays small: longer trailers end the connection that others share.</summary>
public sealed class BoundedErrorTests
{
    private const int MostBytes = 8 * 1024;

    [Fact]
    public async Task Of_a_hundred_violations_the_first_twenty_are_listed_and_the_rest_is_counted()
    {
        var refused = await WhenRefused(() =>
        {
            var validator = new FieldValidator();
            for (var i = 0; i < 100; i++)
            {
                validator.Text($"lines[{i}].description", "", 100);
            }

            validator.ThrowIfFailed();
        });

        var said = Refused.From(refused);
        said.Violations.Count.ShouldBe(21);
        said.Violations[0].ShouldBe("lines[0].description:REQUIRED");
        said.Violations[19].ShouldBe("lines[19].description:REQUIRED");
        said.Violations[20].ShouldBe("request:MORE_VIOLATIONS");
        Violations(refused)[20].Description.ShouldContain("80 more");
        Bytes(refused).ShouldBeLessThan(MostBytes);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    public async Task Only_what_is_left_out_is_counted(int count)
    {
        var refused = await WhenRefused(() =>
        {
            var validator = new FieldValidator();
            for (var i = 0; i < count; i++)
            {
                validator.Id($"ids[{i}]", "x");
            }

            validator.ThrowIfFailed();
        });

        Refused.From(refused).Violations.Count(v => v.EndsWith("NOT_AN_ID", StringComparison.Ordinal)).ShouldBe(20);
        Refused.From(refused).Violations.Count.ShouldBe(count);
    }

    [Fact]
    public async Task A_message_repeats_sixty_characters_of_what_was_sent()
    {
        var sent = new string('x', 30_000);

        var refused = await WhenRefused(() =>
        {
            var validator = new FieldValidator();
            validator.Language("language", sent);
            validator.Currency("currency_code", sent);
            validator.TimeZone("time_zone", sent);
            validator.Localized("name", Contracts.Common.V1.LocalizedText.From(new Dictionary<string, string> { ["en"] = "a", [sent] = "\u0007" }), 10);
            validator.ThrowIfFailed();
        });

        foreach (var violation in Violations(refused))
        {
            violation.ToString().Count(c => c == 'x').ShouldBeLessThanOrEqualTo(61, "59, and those of our own words");
        }

        Bytes(refused).ShouldBeLessThan(3 * 1024);
        (await WhenRefused(() => throw DomainException.NotFound("plan", sent))).Status.Detail.Length.ShouldBeLessThan(100);
        (await WhenRefused(() => _ = new global::ServiceDefaults.Paging.UpdateMask(new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { sent } }, "name"))).Status.Detail.Length.ShouldBeLessThan(150);
    }

    /// <summary>By code, since no test name can carry half a character.</summary>
    [Theory]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(60)]
    public void No_character_is_cut_in_two(int before)
    {
        var quoted = Quoted.Short(new string('a', before) + string.Concat(Enumerable.Repeat("\U0001F600", 40)));

        quoted.Length.ShouldBeInRange(59, 60);
        quoted.ShouldEndWith("…");
        System.Text.Rune.TryGetRuneAt(quoted, quoted.Length - 2, out _).ShouldBe(!char.IsLowSurrogate(quoted[^2]));
        quoted.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    /// <summary>The last resort: whatever a feature says, in a script of three bytes for each letter.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(500)]
    public async Task Whatever_a_refusal_says_its_trailers_stay_below_eight_kibibytes(int count)
    {
        var words = string.Concat(Enumerable.Repeat("đăng ký ", 1_000));
        var violations = Enumerable.Range(0, count).Select(i => new FieldViolation($"lines[{i}].{words}", "WRONG", words)).ToList();

        var refused = await WhenRefused(() => throw new DomainException(StatusCode.InvalidArgument, "INVALID_FIELD", words, violations)
        {
            Metadata = { ["stage"] = words },
            RetryDelay = TimeSpan.FromSeconds(6),
        });

        Bytes(refused).ShouldBeLessThan(MostBytes);
        var said = Refused.From(refused);
        (said.Reason, said.Domain).ShouldBe(("INVALID_FIELD", "plans"));
        said.Violations[0].ShouldStartWith("lines[0]");
        refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(6));
    }

    private static async Task<RpcException> WhenRefused(Action happens)
    {
        await using var things = await ThingsUnderTest.Start();
        things.Probe.OnRead = _ =>
        {
            happens();
            return Task.CompletedTask;
        };
        return await Should.ThrowAsync<RpcException>(things.Staff.GetPlanAsync(new Wire.GetPlanRequest()).ResponseAsync);
    }

    private static IList<BadRequest.Types.FieldViolation> Violations(RpcException refused) => refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations;

    /// <summary>Of all trailers with their names, as HTTP/2 counts them before compression.</summary>
    private static int Bytes(RpcException refused) =>
        refused.Trailers.Sum(t => t.Key.Length + 32 + (t.IsBinary ? (t.ValueBytes.Length + 2) / 3 * 4 : t.Value.Length))
        + Uri.EscapeDataString(refused.Status.Detail).Length;
}
