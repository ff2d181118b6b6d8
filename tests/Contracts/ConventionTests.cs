using Contracts.Common.V1;
using Google.Protobuf.Reflection;
using ServiceDefaults.Access;

namespace Contracts.Tests;

/// <summary>What every rpc, message and enum of ours has in common.</summary>
public sealed class ConventionTests
{
    private static readonly ContractIndex Index = new();
    private static readonly IReadOnlyList<FileDescriptor> Ours = [.. Index.Files.Where(ContractDescription.IsOurs)];
    private static readonly IReadOnlyList<Rpc> Rpcs = [.. Index.Rpcs.Where(r => ContractDescription.IsOurs(r.Method.File)).OrderBy(r => r.Path, StringComparer.Ordinal)];

    [Fact]
    public void There_are_rpcs_to_check() => Rpcs.Count.ShouldBeGreaterThan(40);

    [Fact]
    public void Every_rpc_says_who_may_call_it() => Broken(r => r.Callers.Count > 0 && !r.Callers.Contains(Role.Unspecified)).ShouldBeEmpty();

    [Fact]
    public void No_rpc_of_ours_is_open_to_anyone() => Broken(r => !r.Callers.Contains(Role.Anyone)).ShouldBeEmpty();

    [Fact]
    public void Customers_and_staff_never_share_an_rpc() =>
        Broken(r => !(r.Callers.Contains(Role.Customer) && (r.Callers.Contains(Role.Staff) || r.Callers.Contains(Role.Application)))).ShouldBeEmpty();

    [Fact]
    public void Questions_have_no_side_effects_and_nothing_else_claims_so() =>
        Broken(r => r.ReadOnly == (Verb(r, "Get") || Verb(r, "List") || Verb(r, "Simulate") || Verb(r, "Preview"))).ShouldBeEmpty();

    [Fact]
    public void Every_mutation_can_be_repeated_by_its_request_id() =>
        Broken(r => r.ReadOnly || r.Method.InputType.FindFieldByName("request_id") is { FieldType: FieldType.String, IsRepeated: false }).ShouldBeEmpty();

    [Fact]
    public void No_question_has_a_request_id() => Broken(r => !r.ReadOnly || r.Method.InputType.FindFieldByName("request_id") is null).ShouldBeEmpty();

    /// <summary>What an order can do is a short, fixed list.</summary>
    [Fact]
    public void Every_list_has_pages() => Broken(r => !Verb(r, "List") || r.Method.Name == "ListSubscriptionActions" || (
        r.Method.InputType.FindFieldByName("page_size") is { FieldType: FieldType.Int32 }
        && r.Method.InputType.FindFieldByName("page_token") is { FieldType: FieldType.String }
        && r.Method.OutputType.FindFieldByName("next_page_token") is { FieldType: FieldType.String }
        && r.Method.OutputType.FindFieldByNumber(1) is { IsRepeated: true })).ShouldBeEmpty();

    [Fact]
    public void Every_update_has_a_mask() =>
        Broken(r => !Verb(r, "Update") || r.Method.Name == "UpdateConfiguration"
            || r.Method.InputType.FindFieldByName("update_mask")?.MessageType?.FullName == "google.protobuf.FieldMask").ShouldBeEmpty();

    [Fact]
    public void Every_route_begins_with_the_api_of_those_who_may_call_it() => Broken(r =>
    {
        var start = r.Callers.Contains(Role.Customer) ? "/portal/api/v1/" : "/admin/api/v1/";
        return ContractDescription.RoutesOf(r.Method).All(route => route.Split(' ')[1].StartsWith(start, StringComparison.Ordinal));
    }).ShouldBeEmpty();

    /// <summary>What only applications call needs no JSON.</summary>
    [Fact]
    public void Whatever_people_may_call_is_reachable_as_json() =>
        Broken(r => r.Callers.SetEquals([Role.Application]) || ContractDescription.RoutesOf(r.Method).Any()).ShouldBeEmpty();

    [Fact]
    public void Questions_are_GET_without_a_body_and_changes_are_not() => Broken(r => ContractDescription.RoutesOf(r.Method).All(route =>
        route.StartsWith("GET ", StringComparison.Ordinal) == r.ReadOnly && (!r.ReadOnly || !route.Contains(" body ", StringComparison.Ordinal)))).ShouldBeEmpty();

    [Fact]
    public void No_two_rpcs_share_a_route() =>
        Rpcs.SelectMany(r => ContractDescription.RoutesOf(r.Method)).Select(route => string.Join(' ', route.Split(' ').Take(2)))
            .GroupBy(route => route).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void Variables_of_a_route_are_fields_of_the_request() => Broken(r => ContractDescription.RoutesOf(r.Method)
        .SelectMany(route => route.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
        .All(path => HasField(r.Method.InputType, path.Split('.')))).ShouldBeEmpty();

    [Fact]
    public void Enums_start_with_unspecified() =>
        Ours.SelectMany(Enums).Where(e => e.FindValueByNumber(0)?.Name != $"{UpperSnake(e.Name)}_UNSPECIFIED").Select(e => e.FullName).ShouldBeEmpty();

    [Fact]
    public void Enum_values_bear_the_name_of_their_enum() =>
        Ours.SelectMany(Enums).SelectMany(e => e.Values)
            .Where(v => !v.Name.StartsWith(UpperSnake(v.EnumDescriptor.Name) + "_", StringComparison.Ordinal)).Select(v => v.FullName).ShouldBeEmpty();

    [Fact]
    public void A_module_lies_in_the_folder_of_its_package() =>
        Ours.Where(f => !f.Name.StartsWith(f.Package.Replace('.', '/') + "/", StringComparison.Ordinal)).Select(f => f.Name).ShouldBeEmpty();

    [Fact]
    public void No_amount_is_floating_point() =>
        Ours.SelectMany(Messages).SelectMany(m => m.Fields.InDeclarationOrder())
            .Where(f => f.FieldType is FieldType.Double or FieldType.Float).Select(f => f.FullName).ShouldBeEmpty();

    private static IEnumerable<string> Broken(Func<Rpc, bool> rule) => Rpcs.Where(r => !rule(r)).Select(r => r.Path);

    private static bool Verb(Rpc rpc, string verb) => rpc.Method.Name.StartsWith(verb, StringComparison.Ordinal);

    private static bool HasField(MessageDescriptor message, ReadOnlySpan<string> path) =>
        message.FindFieldByName(path[0]) is { } field && (path.Length == 1 || (field.MessageType is not null && HasField(field.MessageType, path[1..])));

    private static IEnumerable<EnumDescriptor> Enums(FileDescriptor file) => file.EnumTypes.Concat(Messages(file).SelectMany(m => m.EnumTypes));

    private static IEnumerable<MessageDescriptor> Messages(FileDescriptor file) => file.MessageTypes.Concat(file.MessageTypes.SelectMany(m => m.NestedTypes));

    private static string UpperSnake(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
