namespace OmniForge.Agents.Tools.Tables;

/// <summary>How many cells of a column can be read as what.</summary>
internal sealed class ColumnTally(DecimalMark mark)
{
    private readonly HashSet<char> _units = [];
    private bool _monthOnly;
    private bool _dayOnly;
    private bool _numericDates;
    private bool _slashes;

    public DecimalMark Mark => mark;
    public int Filled { get; private set; }
    public int Numbers { get; private set; }
    public int Bools { get; private set; }
    public int Dates { get; private set; }
    public int Timed { get; private set; }

    /// <summary>Words that may stand for "no value".</summary>
    public int Weak { get; set; }

    /// <summary>Some whole numbers begin with a zero: they are codes, not amounts.</summary>
    public bool Codes { get; private set; }

    /// <summary>Amounts of one currency, or percentages throughout, or bare numbers.</summary>
    public bool OneUnit => _units.Count <= 1 || (_units.Count == 2 && _units.Contains('\0') && !_units.Contains('%'));

    public void Add(string text)
    {
        Filled++;
        if (NumberText.TryParse(text, mark, out _, out var unit))
        {
            Numbers++;
            _units.Add(unit);
        }
        else if (BoolText.Is(text))
        {
            Bools++;
        }
        else if (DateText.TryParse(text, DateOrder.MonthFirst, out var date) || DateText.TryParse(text, DateOrder.DayFirst, out date))
        {
            Dates++;
            Timed += date.HasTime ? 1 : 0;
            _numericDates |= date.Numeric;
            _slashes |= date.Numeric && text.Contains('/');
            _monthOnly |= date.Order == DateOrder.MonthFirst;
            _dayOnly |= date.Order == DateOrder.DayFirst;
        }
        else
        {
            var code = text.AsSpan().Trim();
            Codes |= code.Length is > 1 and < 30 && code[0] == '0' && !code.ContainsAnyExceptInRange('0', '9');
        }
    }

    /// <summary>The order that makes sense for every date; month first for slashes when both do.</summary>
    public DateOrder Order(out bool clash, out bool either)
    {
        clash = _monthOnly && _dayOnly;
        either = _numericDates && !_monthOnly && !_dayOnly;
        return _dayOnly || (either && !_slashes) ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }
}
