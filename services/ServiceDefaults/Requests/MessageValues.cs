using System.Collections;
using System.Collections.Concurrent;
using Contracts.Common.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Requests;

/// <summary>Walks the texts and instants of a message by its descriptor.</summary>
internal static class MessageValues
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Walked = new();

    /// <param name="path">Where the message stands; empty for the request itself.</param>
    public static void Check(IMessage message, string path, FieldChecks checks)
    {
        if (message is Timestamp instant)
        {
            checks.Require(IsInCalendar(instant), path, "NOT_AN_INSTANT", "is not an instant of the years 1 to 9999.");
            return;
        }

        foreach (var field in Walked.GetOrAdd(message.Descriptor, FieldsOf))
        {
            switch (field.Accessor.GetValue(message))
            {
                case IDictionary { Count: > 0 } map:
                    CheckMap(map, field, path, checks);
                    break;
                case IList { Count: > 0 } list:
                    CheckList(list, field, path, checks);
                    break;
                // The path is made only where it is needed: almost every text is right.
                case string text when Characters.HasUnkept(text):
                    CheckValue(text, Join(path, field.Name), checks);
                    break;
                case IMessage part:
                    Check(part, Join(path, field.Name), checks);
                    break;
            }
        }
    }

    private static void CheckMap(IDictionary map, FieldDescriptor field, string path, FieldChecks checks)
    {
        // A text in languages is named by field and language.
        var at = field.ContainingType == LocalizedText.Descriptor ? path : Join(path, field.Name);
        foreach (DictionaryEntry entry in map)
        {
            CheckValue(entry.Key, at, checks);
            CheckValue(entry.Value!, $"{at}.{Quoted.Short(entry.Key.ToString() ?? "")}", checks);
        }
    }

    private static void CheckList(IList list, FieldDescriptor field, string path, FieldChecks checks)
    {
        for (var i = 0; i < list.Count; i++)
        {
            CheckValue(list[i]!, $"{Join(path, field.Name)}[{i}]", checks);
        }
    }

    private static void CheckValue(object value, string path, FieldChecks checks)
    {
        if (value is string text)
        {
            checks.Require(!Characters.HasUnkept(text), path.Replace('\0', ' '), "CONTROL_CHARACTERS", "contains control characters.");
        }
        else if (value is IMessage part)
        {
            Check(part, path, checks);
        }
    }

    private static FieldDescriptor[] FieldsOf(MessageDescriptor message) =>
        [.. message.Fields.InFieldNumberOrder().Where(field => field.FieldType is FieldType.String or FieldType.Message)];

    private static bool IsInCalendar(Timestamp instant)
    {
        try
        {
            instant.ToDateTimeOffset();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
