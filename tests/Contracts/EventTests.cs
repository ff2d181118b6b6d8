using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Contracts.Events;

namespace Contracts.Tests;

/// <summary>What events are as JSON.</summary>
public sealed class EventTests
{
    private static readonly JsonSerializerOptions Strict = new() { RespectRequiredConstructorParameters = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Until the first release: nobody has published one without it. Later a value is added with a default for the events that lack it.</summary>
    [Fact]
    public void No_value_of_an_event_may_be_missing()
    {
        var types = typeof(IEvent).Assembly.GetTypes().Where(t => t is { Namespace: "Contracts.Events", IsClass: true, IsAbstract: false, IsVisible: true }).ToList();
        types.ShouldContain(typeof(PeriodLine));

        types.SelectMany(type => Strict.GetTypeInfo(type).Properties.Where(IsOptional).Select(property => $"{type.Name}.{property.Name}")).ShouldBeEmpty();
    }

    private static bool IsOptional(JsonPropertyInfo property) => !property.IsRequired && property.AssociatedParameter is not { HasDefaultValue: false };
}
