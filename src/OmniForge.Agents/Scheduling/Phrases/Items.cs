namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>One thing a phrase says, with the tokens it was said in.</summary>
internal abstract record Item
{
    /// <summary>First token.</summary>
    public int Start { get; init; }

    /// <summary>The token after the last one.</summary>
    public int End { get; init; }

    public virtual Slot Slot => Slot.None;
}

/// <summary>Which part of a schedule an item fills.</summary>
internal enum Slot
{
    None,
    When,
    Day,
    Zone,
}

/// <summary>A time of day in minutes. A bare one leaves the half of the day open.</summary>
internal sealed record TimeItem(int Minute) : Item
{
    public override Slot Slot => Slot.When;

    public bool Bare { get; init; }

    /// <summary>The words that made it vague; null when it is exact.</summary>
    public string? Vague { get; init; }

    /// <summary>Said as "midnight", which with a named day may be its start or its end.</summary>
    public bool Midnight { get; init; }

    /// <summary>Falls on the day after the named one.</summary>
    public bool NextDay { get; init; }
}

/// <summary>Times of day as they were set before, and those of them that fall on the day after.</summary>
internal sealed record TimesItem(IReadOnlyList<int> Minutes) : Item
{
    public override Slot Slot => Slot.When;
}

internal enum DayPart
{
    Am,
    Pm,
    Morning,
    Afternoon,
    Evening,
    Night,
    EndOfDay,
}

/// <summary>"in the evening", "every morning", "end of day".</summary>
internal sealed record PartItem(DayPart Part) : Item
{
    public override Slot Slot => Slot.When;

    public bool Repeats { get; init; }

    /// <summary>The words that made it vague; null when it is clear.</summary>
    public string? Vague { get; init; }
}

internal enum Unit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>"every 20 minutes": a step within the day.</summary>
internal sealed record StepItem(int Minutes) : Item
{
    public override Slot Slot => Slot.When;

    /// <summary>Minutes past the hour; null = from the start of the window.</summary>
    public int? Past { get; init; }
}

/// <summary>"from 8am to noon". Both ends belong to it. A missing end is null.</summary>
internal sealed record WindowItem(TimeItem? From, TimeItem? To) : Item
{
    public override Slot Slot => Slot.When;

    public DayPart? FromPart { get; init; }

    public DayPart? ToPart { get; init; }

    /// <summary>Business hours: Monday to Friday unless days are named.</summary>
    public bool Business { get; init; }

    /// <summary>"24/7": says that there is no window.</summary>
    public bool Always { get; init; }
}

/// <summary>Days of the week; bit 0 is Sunday.</summary>
internal sealed record WeekdaysItem(int Days) : Item
{
    public const int All = 0b111_1111;
    public const int MondayToFriday = 0b011_1110;
    public const int Weekend = 0b100_0001;

    public override Slot Slot => Slot.Day;

    public bool Repeats { get; init; }
}

/// <summary>Days of the month as cron writes them: "15", "L", "1W", "LW".</summary>
internal sealed record MonthDaysItem(IReadOnlyList<string> Days) : Item
{
    public override Slot Slot => Slot.Day;

    public bool Repeats { get; init; }

    /// <summary>A day that some months lack was chosen knowingly.</summary>
    public bool ShortMonthsSkipped { get; init; }
}

/// <summary>"the first and third Monday"; -1 is the last.</summary>
internal sealed record NthItem(IReadOnlyList<int> Which, int Days) : Item
{
    public override Slot Slot => Slot.Day;

    public bool Repeats { get; init; }

    /// <summary>A fifth one, which some months lack, was chosen knowingly.</summary>
    public bool ShortMonthsSkipped { get; init; }
}

/// <summary>"in January and July".</summary>
internal sealed record MonthsItem(IReadOnlyList<int> Months) : Item
{
    public override Slot Slot => Slot.Day;

    public bool Repeats { get; init; }
}

/// <summary>"weekly", "every month": how often, which a day must complete.</summary>
internal sealed record FrequencyItem(Unit Unit) : Item
{
    public override Slot Slot => Slot.Day;
}

/// <summary>"twice a day"; 0 is "a few times".</summary>
internal sealed record CountItem(int Times, Unit Per) : Item;

/// <summary>A zone; without id the words leave it open.</summary>
internal sealed record ZoneItem(string? Id, string Words) : Item
{
    public override Slot Slot => Slot.Zone;
}

/// <summary>Something that cannot be taken as it is, whatever stands around it.</summary>
internal sealed record ProblemItem(string Reason, Slot Of, string Words) : Item
{
    public override Slot Slot => Of;

    /// <summary>Of "every 3 months": the 3; 0 for anything else.</summary>
    public int EveryMonths { get; init; }
}

/// <summary>"an hour later": minutes to add to the times of before.</summary>
internal sealed record ShiftItem(int Minutes) : Item;

/// <summary>"only when I ask", "whenever a page is added".</summary>
internal sealed record WishItem(TriggerWish Wish) : Item;

/// <summary>Words that only hold others together or change how they are taken.</summary>
internal sealed record SignItem(Sign Sign) : Item
{
    /// <summary>Its first word.</summary>
    public string Word { get; init; } = "";
}

internal enum Sign
{
    And,
    Comma,
    Or,
    Except,

    /// <summary>"but", "whereas": other days have other times.</summary>
    But,
    Correction,
    InsteadOf,
    Also,
    Only,
    Filter,
    Filler,
    Yes,
    No,
    Skip,
    Repeat,
    Once,
    Starting,
    Later,
    Earlier,
    PreviousDay,
    NextDay,
}
