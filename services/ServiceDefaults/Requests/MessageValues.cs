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
    public static void Validate(IMessage message, string path, FieldValidator validator)
    {
        if (message is Timestamp instant)
        {
            validator.Require(IsInCalendar(instant), path, "NOT_AN_INSTANT", "is not an instant of the years 1 to 9999.");
            return;
        }

        foreach (var field in Walked.GetOrAdd(message.Descriptor, FieldsOf))
        {
            switch (field.Accessor.GetValue(message))
            {
                case IDictionary { Count: > 0 } map:
                    ValidateMap(map, field, path, validator);
                    break;
                case IList { Count: > 0 } list:
                    ValidateList(list, field, path, validator);
                    break;
                // The path is made only where it is needed: almost every text is right.
                case string text when Characters.HasUnkept(text):
                    ValidateValue(text, Join(path, field.Name), validator);
                    break;
                case IMessage part:
                    Validate(part, Join(path, field.Name), validator);
                    break;
            }
        }
    }

    private static void ValidateMap(IDictionary map, FieldDescriptor field, string path, FieldValidator validator)
    {
        // A text in languages is named by field and language.
        var at = field.ContainingType == LocalizedText.Descriptor ? path : Join(path, field.Name);
        foreach (DictionaryEntry entry in map)
        {
            ValidateValue(entry.Key, at, validator);
            ValidateValue(entry.Value!, $"{at}.{Quoted.Short(entry.Key.ToString() ?? "")}", validator);
        }
    }

    private static void ValidateList(IList list, FieldDescriptor field, string path, FieldValidator validator)
    {
        for (var i = 0; i < list.Count; i++)
        {
            ValidateValue(list[i]!, $"{Join(path, field.Name)}[{i}]", validator);
        }
    }

    private static void ValidateValue(object value, string path, FieldValidator validator)
    {
        if (value is string text)
        {
            validator.Require(!Characters.HasUnkept(text), path.Replace('\0', ' '), "CONTROL_CHARACTERS", "contains control characters.");
        }
        else if (value is IMessage part)
        {
            Validate(part, path, validator);
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
