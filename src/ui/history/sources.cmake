list(APPEND PINION_UI_SOURCES
    history/historycommands.cpp history/historycommands.h
    history/historymodel.cpp history/historymodel.h
    history/historypanel.cpp history/historypanel.h
    history/historypanelrows.cpp
    history/historyreader.cpp history/historyreader.h
    history/rollback.cpp history/rollback.h
    history/rollbackdialog.cpp history/rollbackdialog.h
    history/takeversion.cpp history/takeversion.h
    history/versionsummary.cpp history/versionsummary.h
)
