qt_wrap_ui(PINION_SHELL_FORMS
    ${PROJECT_SOURCE_DIR}/forms/newappdialog.ui
    ${PROJECT_SOURCE_DIR}/forms/preferencesdialog.ui
    ${PROJECT_SOURCE_DIR}/forms/shortcutsdialog.ui
)
list(APPEND PINION_UI_SOURCES
    shell/actionset.cpp shell/actionset.h
    shell/actiontable.cpp shell/actiontable.h
    shell/appearance.cpp shell/appearance.h
    shell/badgedelegate.cpp shell/badgedelegate.h
    shell/commandline.cpp shell/commandline.h
    shell/diffdialog.cpp shell/diffdialog.h
    shell/docks.cpp shell/docks.h
    shell/documentbar.cpp shell/documentbar.h
    shell/documenttabs.cpp shell/documenttabs.h
    shell/documentview.cpp shell/documentview.h
    shell/editcommands.cpp shell/editcommands.h
    shell/englishplurals.cpp shell/englishplurals.h
    shell/filecommands.cpp shell/filecommands.h
    shell/filespanel.cpp shell/filespanel.h
    shell/folderdialog.cpp shell/folderdialog.h
    shell/fuzzymatch.cpp shell/fuzzymatch.h
    shell/helpcommands.cpp shell/helpcommands.h
    shell/jumpbox.cpp shell/jumpbox.h
    shell/jumptargets.cpp shell/jumptargets.h
    shell/mainwindow.cpp shell/mainwindow.h
    shell/mainwindowbuild.cpp
    shell/mainwindowstate.cpp
    shell/messagebar.cpp shell/messagebar.h
    shell/navigation.cpp shell/navigation.h
    shell/newappdialog.cpp shell/newappdialog.h
    shell/preferences.cpp shell/preferences.h
    shell/preferencesdialog.cpp shell/preferencesdialog.h
    shell/recoverycommands.cpp
    shell/rulesdialog.cpp shell/rulesdialog.h
    shell/shell.h
    shell/shortcutsdialog.cpp shell/shortcutsdialog.h
    shell/startpage.cpp shell/startpage.h
    shell/statusfields.cpp shell/statusfields.h
    shell/templates.cpp shell/templates.h
    shell/textdialog.cpp shell/textdialog.h
    shell/viewmode.h
    shell/viewsync.cpp shell/viewsync.h
    shell/windowcommands.cpp shell/windowcommands.h
    ${PINION_SHELL_FORMS}
)
