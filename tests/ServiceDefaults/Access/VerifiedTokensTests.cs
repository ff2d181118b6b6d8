using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Access;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Tests.Access;

/// <summary>What is remembered of tokens, for how long, and of how many.</summary>
public sealed class VerifiedTokensTests : IDisposable
{
    private const int Capacity = 10_000;

    private readonly FakeTimeProvider _clock = new();
    private readonly VerifiedTokens<string> _tokens;

    public VerifiedTokensTests() => _tokens = new VerifiedTokens<string>(new WallClock(_clock));

    [Fact]
    public void A_token_is_known_as_it_was_sent_and_no_other_is()
    {
        Remember("Bearer aaa.bbb.ccc");

        _tokens.Find("Bearer aaa.bbb.ccc").ShouldBe("of Bearer aaa.bbb.ccc");
        _tokens.Find("Bearer aaa.bbb.ccd").ShouldBeNull();
        _tokens.Find("Bearer AAA.bbb.ccc").ShouldBeNull();
        _tokens.Find("Bearer aaa.bbb.ccc ").ShouldBeNull();
        _tokens.Find("").ShouldBeNull();
    }

    [Fact]
    public void It_has_to_be_verified_again_after_a_minute()
    {
        Remember("a", TimeSpan.FromHours(1));

        _clock.Advance(TimeSpan.FromSeconds(59));
        _tokens.Find("a").ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _tokens.Find("a").ShouldBeNull();
    }

    [Fact]
    public void Asking_for_it_does_not_make_it_last()
    {
        Remember("a", TimeSpan.FromHours(1));

        for (var second = 0; second < 59; second += 10)
        {
            _tokens.Find("a").ShouldNotBeNull($"after {second} s");
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        _tokens.Find("a").ShouldBeNull();
    }

    [Fact]
    public void It_is_forgotten_at_its_own_end_when_that_comes_first()
    {
        Remember("a", TimeSpan.FromSeconds(20));

        _clock.Advance(TimeSpan.FromSeconds(19));
        _tokens.Find("a").ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _tokens.Find("a").ShouldBeNull();
    }

    [Fact]
    public void One_that_has_ended_already_is_never_known()
    {
        Remember("a", TimeSpan.Zero);

        _tokens.Find("a").ShouldBeNull();
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_nothing_last_longer()
    {
        Remember("a", TimeSpan.FromHours(1));

        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(-1));

        _tokens.Find("a").ShouldBeNull();
    }

    [Fact]
    public void What_was_verified_again_is_known_for_another_minute_with_what_it_says_now()
    {
        Remember("a", TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromSeconds(50));
        _tokens.Remember("a", "anew", _clock.GetUtcNow() + TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromSeconds(50));

        _tokens.Find("a").ShouldBe("anew");
    }

    [Fact]
    public async Task However_many_come_the_memory_stays_bounded_and_new_ones_find_room()
    {
        for (var i = 0; i < 3 * Capacity; i++)
        {
            Remember($"token {i}");
        }

        Enumerable.Range(0, 3 * Capacity).Count(i => _tokens.Find($"token {i}") is not null).ShouldBeInRange(1, Capacity);
        await Eventually.Async(
            () =>
            {
                Remember("late");
                return Task.FromResult(_tokens.Find("late") is not null);
            },
            "room for another token");
    }

    public void Dispose() => _tokens.Dispose();

    private void Remember(string token, TimeSpan? lifetime = null) =>
        _tokens.Remember(token, $"of {token}", _clock.GetUtcNow() + (lifetime ?? TimeSpan.FromMinutes(10)));
}
